import { type AnyDataset, isRegression } from './dataset.ts';
import { takeInputs, takeRows } from './rows.ts';

/** Missing values of the data: an input that is NaN, or a target that is NaN or class −1. */
interface Holes {
  readonly inputs: boolean;
  readonly target: boolean;
}

function holesOf(data: AnyDataset, row: number): Holes {
  const { X, features } = data;
  const inputs = X.subarray(row * features, (row + 1) * features).some(Number.isNaN);
  const target = isRegression(data)
    ? data.targets.subarray(row * data.outputs, (row + 1) * data.outputs).some(Number.isNaN)
    : data.y[row] < 0;
  return { inputs, target };
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
  const taken = takeInputs(data, rows);
  return isRegression(data)
    ? { ...data, ...taken, targets: takeRows(data.targets, data.outputs, rows) }
    : { ...data, ...taken, y: rows.map(row => data.y[row]) };
}

/**
 * The data with each missing input, also in held-out rows, replaced by the mean over the training rows.
 *
 * @throws RangeError if a column has no value in the training rows
 */
export function filledWithMeans<Data extends AnyDataset>(data: Data): Data {
  const means = Float64Array.from({ length: data.features }, (_, feature) => meanOf(data, feature));
  const filled = (X: Float64Array) =>
    X.map((value, i) => (Number.isNaN(value) ? means[i % data.features] : value));
  const test = data.test && { ...data.test, X: filled(data.test.X) };
  return { ...data, X: filled(data.X), ...(test && { test }) };
}

function meanOf({ X, features, samples }: AnyDataset, feature: number): number {
  let [sum, count] = [0, 0];
  for (let row = 0; row < samples; row++) {
    const value = X[row * features + feature];
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  if (count > 0) return sum / count;
  throw new RangeError(
    `missing: expected a value in column ${feature + 1} of the features, got none in the ${samples} rows to train on`,
  );
}
