import type { LayerSettings, Shape } from 'gradscope';
import type { Graph, Value } from '../graph.ts';
import type { LayerArrays } from '../layerArrays.ts';

/** What a layer adds to a graph is made from. */
export interface LayerSource {
  readonly graph: Graph;
  readonly settings: LayerSettings;
  readonly arrays: LayerArrays;
  /** The shape of its input x: `[rows, …axes, channels]`, or `[rows, channels]` if it has no axes. */
  readonly shape: Shape;
  /** The name of its output, if it is asked for. */
  readonly output: Value | undefined;
  /** Adds the layers inside, one after the other. */
  addInner(x: Value): Value;
}

/** Adds a layer in evaluation mode; returns its output. */
export type OnnxLayer = (x: Value, source: LayerSource) => Value;

/** The sizes of a row: its axes and its channels. */
export function sizesOf({ axes = [], channels }: Shape): number[] {
  return [...axes, channels];
}

/** With the positions along one axis, `[rows, positions, channels]`. */
export function alongOne(graph: Graph, x: Value, { axes, positions, channels }: Shape): Value {
  if (axes?.length === 1) return x;
  return graph.node('Reshape', [x, graph.integers([0, positions, channels])]);
}

/** The opposite of {@link alongOne}, for as many channels. */
export function alongAxes(graph: Graph, x: Value, shape: Shape, channels: number): Value {
  if (shape.axes?.length === 1) return x;
  return graph.node('Reshape', [x, graph.integers([0, ...sizesOf({ ...shape, channels })])]);
}
