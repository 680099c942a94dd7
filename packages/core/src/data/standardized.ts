import { columnMoments } from './columnMoments.ts';
import type { AnyDataset, Inputs } from './dataset.ts';

/** What a feature is shifted and divided by. */
interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The dataset with each feature at mean 0 and standard deviation 1 over the rows to train on: `(x − mean) / deviation`,
 * the deviation with the divisor n. Rows held out are scaled by the same numbers; a constant feature is only shifted.
 *
 * Source: scikit-learn's `StandardScaler`.
 */
export function standardized<Data extends AnyDataset>(data: Data): Data {
  const scales = Array.from({ length: data.features }, (_, feature) => scaleOf(data, feature));
  const scaled = { ...data, X: rescaled(data, scales) };
  return data.test ? { ...scaled, test: { ...data.test, X: rescaled(data.test, scales) } } : scaled;
}

function scaleOf({ X, features }: Inputs, feature: number): Scale {
  const { mean, variance } = columnMoments(X, features, feature);
  return { mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) };
}

function rescaled({ X, features }: Inputs, scales: readonly Scale[]): Float64Array {
  return X.map((value, i) => {
    const { mean, deviation } = scales[i % features];
    return (value - mean) / deviation;
  });
}
