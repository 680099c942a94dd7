import type { Precision } from 'gradscope';
import { Message } from './message.ts';
import { ATTRIBUTE, ATTRIBUTE_TYPE, DATA_TYPE, GRAPH, NODE, TENSOR, TYPE, VALUE } from './schema.ts';

type Attribute = number | readonly number[];

interface NodeOptions {
  /** The name of its output; by default derived from its own. */
  readonly output?: Value | undefined;
  readonly axis?: number;
  readonly axes?: readonly number[];
  readonly keepdims?: number;
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
  private readonly nodes: Message[] = [];
  private readonly constants = new Map<Value, Message>();
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  /** Prefix of the names of the next nodes. */
  private place = '';
  private count = 0;

  constructor(name: string, precision: Precision) {
    this.name = name;
    this.precision = precision;
  }

  /** Names everything added from now on after a part of the network. */
  enter(place: string): void {
    this.place = place;
    this.count = 0;
  }

  /** Adds a node and returns its output, named `output` if given. */
  node(operator: string, inputs: readonly Value[], { output, ...attributes }: NodeOptions = {}): Value {
    const name = `${this.place}/${operator}_${++this.count}`;
    const value = output ?? name;
    const message = new Message();
    for (const input of inputs) message.text(NODE.input, input);
    message.text(NODE.output, value).text(NODE.name, name).text(NODE.opType, operator);
    for (const [key, attribute] of Object.entries(attributes)) {
      message.message(NODE.attribute, attributeOf(key, attribute));
    }
    this.nodes.push(message);
    return value;
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
  integers(name: Value, values: readonly number[]): Value {
    const view = new DataView(new ArrayBuffer(8 * values.length));
    for (const [i, value] of values.entries()) view.setBigInt64(8 * i, BigInt(value), true);
    this.constants.set(name, tensorOf(name, [values.length], DATA_TYPE.int64, new Uint8Array(view.buffer)));
    return name;
  }

  /** Declares an input of rows: `[rows, columns]`, any number of rows. */
  input(name: Value, columns: number, says: string): Value {
    this.inputs.push(this.rows(name, columns, says));
    return name;
  }

  output(name: Value, columns: number, says: string): void {
    this.outputs.push(this.rows(name, columns, says));
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

  private rows(name: Value, columns: number, says: string): Message {
    const shape = new Message()
      .message(TYPE.shapeDimension, new Message().text(TYPE.dimensionName, 'rows'))
      .message(TYPE.shapeDimension, new Message().integer(TYPE.dimensionSize, columns));
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

/** A whole number, or a list of whole numbers; no other attributes are used. */
function attributeOf(name: string, value: Attribute): Message {
  const message = new Message().text(ATTRIBUTE.name, name);
  if (typeof value === 'number') {
    return message.integer(ATTRIBUTE.integer, value).integer(ATTRIBUTE.type, ATTRIBUTE_TYPE.integer);
  }
  for (const entry of value) message.integer(ATTRIBUTE.integers, entry);
  return message.integer(ATTRIBUTE.type, ATTRIBUTE_TYPE.integers);
}
