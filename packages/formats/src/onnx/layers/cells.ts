import { type Operators, operatorsOf } from '../elementwise.ts';
import type { Graph, Value } from '../graph.ts';

export type CellName = 'tanh' | 'relu' | 'lstm' | 'gru';

interface CellStep {
  /** `x W + b`, and `h[t−1] U`, with its bias. */
  readonly entering: Value;
  readonly own: Value;
  /** h[t−1] and what else the cell keeps. */
  readonly before: readonly Value[];
}

type Step = (graph: Graph, width: number, step: CellStep) => readonly Value[];

const simple =
  (activation: string): Step =>
  (graph, _, { entering, own }) => [graph.node(activation, [graph.node('Add', [entering, own])])];

const lstm: Step = (graph, width, { entering, own, before }) => {
  const { add } = operatorsOf(graph);
  const z = add('Add', entering, own);
  const [i, f, g, o] = [0, 1, 2, 3].map(gate => gateOf(graph, z, gate, width));
  const kept = add('Mul', add('Sigmoid', f), before[1]);
  const c = add('Add', kept, add('Mul', add('Sigmoid', i), add('Tanh', g)));
  return [add('Mul', add('Sigmoid', o), add('Tanh', c)), c];
};

const gru: Step = (graph, width, { entering, own, before: [h] }) => {
  const { add, number }: Operators = operatorsOf(graph);
  const parts = (gate: number) => [gateOf(graph, entering, gate, width), gateOf(graph, own, gate, width)];
  const [reset, update] = [0, 1].map(gate => add('Sigmoid', add('Add', ...parts(gate))));
  const [entered, inner] = parts(2);
  const n = add('Tanh', add('Add', entered, add('Mul', reset, inner)));
  return [add('Add', add('Mul', add('Sub', number(1), update), n), add('Mul', update, h))];
};

const STEPS: Readonly<Record<CellName, Step>> = { tanh: simple('Tanh'), relu: simple('Relu'), lstm, gru };

/** Adds one position of a cell; returns h[t] and what else it keeps. */
export function stepOf(graph: Graph, cell: CellName, width: number, step: CellStep): readonly Value[] {
  return STEPS[cell](graph, width, step);
}

/** The columns of one gate. */
function gateOf(graph: Graph, z: Value, gate: number, width: number): Value {
  return columns(graph, z, gate * width, (gate + 1) * width);
}

export function columns(graph: Graph, z: Value, from: number, to: number): Value {
  return graph.node('Slice', [z, ...[[from], [to], [-1]].map(list => graph.integers(list))]);
}
