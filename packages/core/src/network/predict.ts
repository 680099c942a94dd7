import type { Engine, Values } from '../engine/engine.ts';
import { columnsOf, type LayerSettings } from './layerSettings.ts';
import { Network } from './network.ts';
import type { Parameters } from './parameters.ts';

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
  const features = layers[0].fanIn;
  const samples = points.length / features;
  if (!Number.isInteger(samples)) {
    throw new RangeError(`points: expected rows of ${features} features, got ${points.length} values`);
  }
  const rows = Math.min(samples, rowsAtOnce(layers));
  const data = { samples: rows, features, X: points.subarray(0, rows * features), y: new Int32Array(rows) };
  const network = new Network(engine, layers, parameters, data);
  const outputs = layers[layers.length - 1].width;
  const scores = new Float64Array(samples * outputs);
  for (let from = 0; from < samples; from += rows) {
    const block = points.subarray(from * features, (from + rows) * features);
    network.input.values.set(block);
    const answered = network.forward(false).values;
    scores.set(answered.subarray(0, (block.length / features) * outputs), from * outputs);
  }
  return scores;
}

function rowsAtOnce(layers: readonly LayerSettings[]): number {
  const width = layers.reduce((sum, layer) => sum + columnsOf(layer), 0);
  return Math.max(1, Math.floor(VALUES_AT_ONCE / width));
}
