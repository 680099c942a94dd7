import type { LayerParameters, LayerSettings, Values } from 'gradscope';
import { addActivation } from './activation.ts';
import type { Graph, Value } from './graph.ts';

/** Prevents division by a variance of 0; the same value as in training. */
const EPSILON = 1e-5;

/**
 * Adds layer `l`, counted from 1, in evaluation mode: batch normalization by its running values, no dropout.
 * Its arrays have the names that they have in .npz files: `W1`, `b1`, ….
 *
 * @param output the name of its output; by default it is named after its node
 * @returns its output
 */
export function addLayer(
  graph: Graph,
  l: number,
  { settings, parameters }: { readonly settings: LayerSettings; readonly parameters: LayerParameters },
  x: Value,
  output?: Value,
): Value {
  graph.enter(`layer${l}`);
  const { fanIn, fanOut, W, b } = parameters;
  const { activation, skip, width } = settings;
  const weights = graph.array(`W${l}`, [fanIn, fanOut], scaled(W, settings.scale));
  const isAffine = activation.kind === 'identity';
  const named = isAffine ? { output } : {};
  const z = graph.node('Gemm', [x, weights, graph.array(`b${l}`, [fanOut], b)], named);
  const u = normalized(graph, l, settings, parameters, z);
  const a =
    activation.kind === 'maxout'
      ? maxout(graph, l, u, width, activation.pieces)
      : addActivation(graph, activation, u, parameters);
  if (output && !isAffine) return graph.node('Identity', [a], { output });
  return skip ? graph.node('Add', [a, x]) : a;
}

/** Multiplies the factor of the products into the weights. */
function scaled(W: Values, scale: number): Values {
  return scale === 1 ? W : W.map(weight => scale * weight);
}

function normalized(
  graph: Graph,
  l: number,
  { normalization }: LayerSettings,
  { fanOut, gamma, beta, mean, variance }: LayerParameters,
  z: Value,
): Value {
  if (normalization === 'none') return z;
  const row = (name: string, values: ArrayLike<number>) => graph.array(`${name}${l}`, [fanOut], values);
  // ONNX's operators for both normalizations take ε only as float32, which a float64 network would notice.
  if (normalization === 'batch') {
    const factors = Float64Array.from(gamma!, (value, j) => value / Math.sqrt(variance![j] + EPSILON));
    const centred = graph.node('Sub', [z, row('mean', mean!)]);
    return graph.node('Add', [graph.node('Mul', [centred, row('factor', factors)]), row('beta', beta!)]);
  }
  const overUnits = (value: Value) => graph.node('ReduceMean', [value], { axes: [1], keepdims: 1 });
  const centred = graph.node('Sub', [z, overUnits(z)]);
  const spread = overUnits(graph.node('Mul', [centred, centred]));
  const deviation = graph.node('Sqrt', [graph.node('Add', [spread, graph.number(EPSILON)])]);
  const xHat = graph.node('Div', [centred, deviation]);
  return graph.node('Add', [graph.node('Mul', [xHat, row('gamma', gamma!)]), row('beta', beta!)]);
}

function maxout(graph: Graph, l: number, u: Value, width: number, pieces: number): Value {
  // 0 keeps the existing size: the rows.
  const shape = graph.integers(`shape${l}`, [0, width, pieces]);
  const apart = graph.node('Reshape', [u, shape]);
  return graph.node('ReduceMax', [apart], { axes: [2], keepdims: 0 });
}
