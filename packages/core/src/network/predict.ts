import type { Engine, Values } from '../engine/engine.ts';
import { columnsOf, inputShapeOf, type LayerSettings } from './layerSettings.ts';
import { modelOf } from './model.ts';
import type { Parameters } from './parameters.ts';
import type { Pass } from './pass.ts';

/**
 * Number of values that a pass holds across all layers: 32 MiB in float64, so that many points through many
 * layers fit.
 */
const VALUES_AT_ONCE = 2 ** 22;

/**
 * The outputs for every point, `[points, outputs]` row-major: for classes the scores before softmax,
 * unless the output layer has an activation, which is applied. As in evaluation, batch normalization uses its
 * running values, and there is no dropout.
 *
 * `points` is row-major `[points, features]`. Throws `RangeError` if it is not a whole number of rows.
 */
export function predict(
  engine: Engine,
  layers: readonly LayerSettings[],
  parameters: Parameters,
  points: Values,
): Float64Array {
  const { positions, channels } = inputShapeOf(layers[0]);
  const features = positions * channels;
  const samples = points.length / features;
  if (!Number.isInteger(samples)) {
    throw new RangeError(`points: expected rows of ${features} features, got ${points.length} values`);
  }
  const rows = Math.min(samples, rowsAtOnce(layers));
  return outputsAt(modelOf(engine, layers, parameters).pass(rows, { backward: 'nothing' }), points);
}

/**
 * What a node gives at every point, `[points, channels]` row-major, as in evaluation; by default the last node. The
 * points go through the pass as many at a time as it has rows.
 *
 * `points` is row-major, a whole number of samples.
 */
export function outputsAt(pass: Pass, points: Values, node?: number): Float64Array {
  const input = pass.input.values.length;
  const h = node === undefined ? pass.output.h : pass.h(node);
  const output = h.values.length;
  const outputs = new Float64Array((points.length / input) * output);
  for (let from = 0; from < points.length; from += input) {
    const block = points.subarray(from, from + input);
    pass.input.values.set(block);
    pass.forward(false);
    const count = (block.length / input) * output;
    outputs.set(h.values.subarray(0, count), (from / input) * output);
  }
  return outputs;
}

function rowsAtOnce(layers: readonly LayerSettings[]): number {
  const width = layers.reduce((sum, layer) => sum + inputShapeOf(layer).positions * columnsOf(layer), 0);
  return Math.max(1, Math.floor(VALUES_AT_ONCE / width));
}
