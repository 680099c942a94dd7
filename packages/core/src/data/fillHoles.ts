import { type AnyDataset, channelsOf, isRegression } from './dataset.ts';
import { takeSamples } from './rows.ts';

/** Missing values of the data: an input that is NaN, or a target that is NaN or class −1. */
interface Holes {
  readonly inputs: boolean;
  readonly target: boolean;
}

function holesOf(data: AnyDataset, row: number): Holes {
  const { X, features } = data;
  const inputs = X.subarray(row * features, (row + 1) * features).some(Number.isNaN);
  const { samples } = data;
  const target = isRegression(data)
    ? rowOf(data.targets, samples, row).some(Number.isNaN)
    : rowOf(data.y, samples, row).some(label => label < 0);
  return { inputs, target };
}

function rowOf<Values extends Float64Array | Int32Array>(
  values: Values,
  samples: number,
  row: number,
): Values {
  const width = values.length / samples;
  return values.subarray(row * width, (row + 1) * width) as Values;
}

/**
 * The data without rows that lack their target and, if `inputs`, without rows that lack an input.
 *
 * @throws RangeError if no row would be left
 */
export function withoutHoles(data: AnyDataset, inputs: boolean): AnyDataset {
  const rows = Int32Array.from({ length: data.samples }, (_, row) => row).filter(row => {
    const holes = holesOf(data, row);
    return !holes.target && !(inputs && holes.inputs);
  });
  if (rows.length === data.samples) return data;
  if (rows.length === 0) {
    throw new RangeError(`missing: expected a row that lacks nothing, got ${data.samples} that do`);
  }
  return takeSamples(data, rows);
}

/**
 * The data with each missing input, also in held-out rows, replaced by the mean over the training rows; of data with axes,
 * by that of its channel over all positions.
 *
 * @throws RangeError if a column has no value in the training rows
 */
export function filledWithMeans<Data extends AnyDataset>(data: Data): Data {
  const channels = channelsOf(data);
  const means = Float64Array.from({ length: channels }, (_, channel) => meanOf(data, channels, channel));
  const filled = (X: Float64Array) =>
    X.map((value, i) => (Number.isNaN(value) ? means[i % channels] : value));
  const test = data.test && { ...data.test, X: filled(data.test.X) };
  return { ...data, X: filled(data.X), ...(test && { test }) };
}

function meanOf({ X, samples }: AnyDataset, channels: number, channel: number): number {
  let [sum, count] = [0, 0];
  for (let i = channel; i < X.length; i += channels) {
    if (Number.isNaN(X[i])) continue;
    sum += X[i];
    count++;
  }
  if (count > 0) return sum / count;
  throw new RangeError(
    `missing: expected a value in column ${channel + 1} of the features, got none in the ${samples} rows to train on`,
  );
}
