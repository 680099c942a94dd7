import type { Graph, Value } from '../graph.ts';
import type { LayerArrays } from '../layerArrays.ts';

/** Prevents division by a variance of 0; the same value as in training. */
export const EPSILON = 1e-5;

/**
 * Adds a normalization over the last axis, batch normalization by its running values. ONNX's operators take ε only as
 * float32, which a float64 network would notice.
 *
 * @param suffix of the names of its arrays
 */
export function addNormalization(
  graph: Graph,
  arrays: LayerArrays,
  kind: string,
  z: Value,
  suffix = '',
): Value {
  const row = (name: string, values?: ArrayLike<number>) => {
    const own = values ?? arrays.values(name + suffix);
    return arrays.constant(name + suffix, [own.length], own);
  };
  const shifted = (x: Value) => graph.node('Add', [x, row('beta')]);
  if (kind === 'batch') {
    const variance = arrays.values(`variance${suffix}`);
    const gamma = Float64Array.from(arrays.values(`gamma${suffix}`));
    const factors = gamma.map((value, j) => value / Math.sqrt(variance[j] + EPSILON));
    const centred = graph.node('Sub', [z, row('mean')]);
    return shifted(graph.node('Mul', [centred, row('factor', factors)]));
  }
  const centred = kind === 'rms' ? z : graph.node('Sub', [z, meanOfChannels(graph, z)]);
  const scaled = graph.node('Mul', [unitSquares(graph, centred), row('gamma')]);
  return kind === 'rms' ? scaled : shifted(scaled);
}

/** With mean square 1 over the last axis. */
export function unitSquares(graph: Graph, x: Value): Value {
  const spread = meanOfChannels(graph, graph.node('Mul', [x, x]));
  return graph.node('Div', [x, graph.node('Sqrt', [graph.node('Add', [spread, graph.number(EPSILON)])])]);
}

function meanOfChannels(graph: Graph, x: Value): Value {
  return graph.node('ReduceMean', [x], { axes: [-1], keepdims: 1 });
}
