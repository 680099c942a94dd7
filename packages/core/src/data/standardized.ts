import { columnMoments } from './columnMoments.ts';
import { type AnyDataset, channelsOf, type RegressionDataset } from './dataset.ts';

/** The shift and divisor of a feature. */
interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The dataset with each feature at mean 0 and standard deviation 1 over the rows to train on: `(x − mean) / deviation`,
 * the deviation with the divisor n. Rows held out are scaled by the same numbers; a constant feature is only shifted.
 * Of data with axes, each channel is scaled over all of its positions, so that a position keeps its size beside the others.
 *
 * Source: scikit-learn's `StandardScaler`.
 */
export function standardized<Data extends AnyDataset>(data: Data): Data {
  const channels = channelsOf(data);
  const scales = Array.from({ length: channels }, (_, channel) => scaleOf(data.X, channels, channel));
  const scaled = { ...data, X: rescaled(data.X, scales) };
  return data.test ? { ...scaled, test: { ...data.test, X: rescaled(data.test.X, scales) } } : scaled;
}

/**
 * The dataset with each target column at mean 0 and standard deviation 1 over the training rows, as {@link
 * standardized} does with features. Predictions and losses are then in units of the target's deviation.
 */
export function standardizedTargets(data: RegressionDataset): RegressionDataset {
  const { outputs, test } = data;
  const scales = Array.from({ length: outputs }, (_, output) => scaleOf(data.targets, outputs, output));
  const scaled = { ...data, targets: rescaled(data.targets, scales) };
  return test ? { ...scaled, test: { ...test, targets: rescaled(test.targets, scales) } } : scaled;
}

function scaleOf(values: Float64Array, columns: number, column: number): Scale {
  const { mean, variance } = columnMoments(values, columns, column);
  return { mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) };
}

function rescaled(values: Float64Array, scales: readonly Scale[]): Float64Array {
  return values.map((value, i) => {
    const { mean, deviation } = scales[i % scales.length];
    return (value - mean) / deviation;
  });
}
