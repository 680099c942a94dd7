import type { Precision } from 'gradscope';
import { Message } from './message.ts';
import { ATTRIBUTE, ATTRIBUTE_TYPE, DATA_TYPE, GRAPH, NODE, TENSOR, TYPE, VALUE } from './schema.ts';

type Attribute = number | readonly number[] | readonly string[] | Message;

interface NodeOptions {
  /** The name of its output; by default derived from its own. */
  readonly output?: Value | undefined;
  readonly axis?: number;
  readonly axes?: readonly number[];
  readonly keepdims?: number;
  readonly perm?: readonly number[];
  /** Of a cast: a number of `DATA_TYPE`. */
  readonly to?: number;
  /** Of a convolution. */
  readonly kernel_shape?: readonly number[];
  readonly strides?: readonly number[];
  readonly pads?: readonly number[];
  /** Of a recurrence. */
  readonly hidden_size?: number;
  readonly linear_before_reset?: number;
  readonly activations?: readonly string[];
  /** Of a scan. */
  readonly body?: Message;
  readonly num_scan_inputs?: number;
  readonly scan_input_axes?: readonly number[];
  readonly scan_output_axes?: readonly number[];
}

/** A value in a graph: its name. */
export type Value = string;

/**
 * An ONNX graph under construction: nodes in the order of computation, and constants.
 *
 * Every number in it has the graph's precision.
 */
export class Graph {
  readonly precision: Precision;
  private readonly name: string;
  private nodes: Message[] = [];
  private readonly constants = new Map<Value, Message>();
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  /** Prefix of the names of the next nodes. */
  private place = '';
  /** By place, its nodes so far. */
  private readonly counts = new Map<string, number>();

  constructor(name: string, precision: Precision) {
    this.name = name;
    this.precision = precision;
  }

  /** Names everything added from now on after a part of the network. */
  enter(place: string): void {
    this.place = place;
  }

  /** Adds a node and returns its output, named `output` if given. */
  node(operator: string, inputs: readonly Value[], { output, ...attributes }: NodeOptions = {}): Value {
    const name = this.newName(operator);
    const value = output ?? name;
    this.add(operator, name, inputs, [value], attributes);
    return value;
  }

  private add(
    operator: string,
    name: string,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Omit<NodeOptions, 'output'>,
  ): void {
    const message = new Message();
    for (const input of inputs) message.text(NODE.input, input);
    for (const output of outputs) message.text(NODE.output, output);
    message.text(NODE.name, name).text(NODE.opType, operator);
    for (const [key, attribute] of Object.entries(attributes)) {
      message.message(NODE.attribute, attributeOf(key, attribute));
    }
    this.nodes.push(message);
  }

  /**
   * Goes through the positions of `x` `[rows, positions, …]` one after the other, with states that start at these values.
   *
   * @param step adds the nodes of one position; returns the states after it, of which the first are the output there
   * @returns the outputs of all positions, each `[rows, positions, …]`
   */
  scan(
    x: Value,
    starts: readonly Value[],
    outputs: number,
    step: (states: readonly Value[], x: Value) => readonly Value[],
  ): Value[] {
    const name = this.newName('Scan');
    const outer = this.nodes;
    this.nodes = [];
    const states = starts.map((_, i) => `${name}/before_${i + 1}`);
    const next = step(states, `${name}/x`);
    const seen = next.slice(0, outputs).map(state => this.node('Identity', [state]));
    const body = this.body(`${name}/body`, [...states, `${name}/x`], [...next, ...seen]);
    this.nodes = outer;
    const last = starts.map((_, i) => `${name}/last_${i + 1}`);
    const all = seen.map((_, i) => `${name}/output_${i + 1}`);
    this.add('Scan', name, [...starts, x], [...last, ...all], {
      body,
      num_scan_inputs: 1,
      scan_input_axes: [1],
      scan_output_axes: seen.map(() => 1),
    });
    return all;
  }

  /** The nodes added last as a graph of their own, which sees the constants of this one. */
  private body(name: string, inputs: readonly Value[], outputs: readonly Value[]): Message {
    const message = new Message();
    for (const node of this.nodes) message.message(GRAPH.node, node);
    message.text(GRAPH.name, name);
    const type = new Message().integer(TYPE.elementType, DATA_TYPE[this.precision]);
    const value = (own: Value) =>
      new Message().text(VALUE.name, own).message(VALUE.type, new Message().message(TYPE.tensorType, type));
    for (const input of inputs) message.message(GRAPH.input, value(input));
    for (const output of outputs) message.message(GRAPH.output, value(output));
    return message;
  }

  private newName(operator: string): string {
    const count = (this.counts.get(this.place) ?? 0) + 1;
    this.counts.set(this.place, count);
    return `${this.place}/${operator}_${count}`;
  }

  /** A constant array; equal names give the same array. */
  array(name: Value, shape: readonly number[], values: ArrayLike<number>): Value {
    if (!this.constants.has(name)) {
      this.constants.set(name, tensorOf(name, shape, DATA_TYPE[this.precision], this.bytesOf(values)));
    }
    return name;
  }

  /** A constant number. */
  number(value: number): Value {
    return this.array(String(value), [], [value]);
  }

  /** A constant list of whole numbers, such as a shape. */
  integers(values: readonly number[]): Value {
    const name = `[${values.join(', ')}]`;
    const view = new DataView(new ArrayBuffer(8 * values.length));
    for (const [i, value] of values.entries()) view.setBigInt64(8 * i, BigInt(value), true);
    this.constants.set(name, tensorOf(name, [values.length], DATA_TYPE.int64, new Uint8Array(view.buffer)));
    return name;
  }

  /** A whole number. */
  integer(value: number): Value {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigInt64(0, BigInt(value), true);
    const name = `integer ${value}`;
    this.constants.set(name, tensorOf(name, [], DATA_TYPE.int64, new Uint8Array(view.buffer)));
    return name;
  }

  /** Declares an input of rows: `[rows, …sizes]`, any number of rows. */
  input(name: Value, sizes: readonly number[], says: string): Value {
    this.inputs.push(this.rows(name, sizes, says));
    return name;
  }

  output(name: Value, sizes: readonly number[], says: string): void {
    this.outputs.push(this.rows(name, sizes, says));
  }

  message(): Message {
    const message = new Message();
    for (const node of this.nodes) message.message(GRAPH.node, node);
    message.text(GRAPH.name, this.name);
    for (const constant of this.constants.values()) message.message(GRAPH.initializer, constant);
    for (const input of this.inputs) message.message(GRAPH.input, input);
    for (const output of this.outputs) message.message(GRAPH.output, output);
    return message;
  }

  private rows(name: Value, sizes: readonly number[], says: string): Message {
    const shape = new Message().message(TYPE.shapeDimension, new Message().text(TYPE.dimensionName, 'rows'));
    for (const size of sizes) {
      shape.message(TYPE.shapeDimension, new Message().integer(TYPE.dimensionSize, size));
    }
    const tensor = new Message()
      .integer(TYPE.elementType, DATA_TYPE[this.precision])
      .message(TYPE.shape, shape);
    return new Message()
      .text(VALUE.name, name)
      .message(VALUE.type, new Message().message(TYPE.tensorType, tensor))
      .text(VALUE.docString, says);
  }

  private bytesOf(values: ArrayLike<number>): Uint8Array {
    const size = this.precision === 'float64' ? 8 : 4;
    const view = new DataView(new ArrayBuffer(size * values.length));
    for (let i = 0; i < values.length; i++) {
      if (size === 8) view.setFloat64(8 * i, values[i], true);
      else view.setFloat32(4 * i, values[i], true);
    }
    return new Uint8Array(view.buffer);
  }
}

function tensorOf(name: string, shape: readonly number[], type: number, bytes: Uint8Array): Message {
  const message = new Message();
  for (const extent of shape) message.integer(TENSOR.dimension, extent);
  return message.integer(TENSOR.dataType, type).text(TENSOR.name, name).bytes(TENSOR.rawData, bytes);
}

/** A whole number, a list of whole numbers or of texts, or a graph; no other attributes are used. */
function attributeOf(name: string, value: Attribute): Message {
  const message = new Message().text(ATTRIBUTE.name, name);
  if (typeof value === 'number') {
    return message.integer(ATTRIBUTE.integer, value).integer(ATTRIBUTE.type, ATTRIBUTE_TYPE.integer);
  }
  if (value instanceof Message) {
    return message.message(ATTRIBUTE.graph, value).integer(ATTRIBUTE.type, ATTRIBUTE_TYPE.graph);
  }
  for (const entry of value) {
    if (typeof entry === 'number') message.integer(ATTRIBUTE.integers, entry);
    else message.text(ATTRIBUTE.strings, entry);
  }
  const areTexts = typeof value[0] === 'string';
  return message.integer(ATTRIBUTE.type, ATTRIBUTE_TYPE[areTexts ? 'strings' : 'integers']);
}
