import { columnMoments } from '../data/columnMoments.ts';
import type { Inputs } from '../data/dataset.ts';

/** How the features are scaled. */
export interface InputScale {
  /** Root mean square of all entries. */
  readonly rms: number;
  /** Largest standard deviation of a feature. */
  readonly largest: number;
  /** Smallest standard deviation of a feature that is not constant. */
  readonly smallest: number;
  /** Largest |mean| of a feature against the root mean square of all deviations. */
  readonly offset: number;
}

/** Measures the scale of the features. Constant ones do not count. */
export function inputScale({ X, features }: Inputs): InputScale {
  let [count, total, largest, smallest, farthest] = [0, 0, 0, Number.POSITIVE_INFINITY, 0];
  for (let j = 0; j < features; j++) {
    const { mean, variance } = columnMoments(X, features, j);
    if (variance === 0) continue;
    count++;
    total += variance;
    largest = Math.max(largest, Math.sqrt(variance));
    smallest = Math.min(smallest, Math.sqrt(variance));
    farthest = Math.max(farthest, Math.abs(mean));
  }
  const squares = X.reduce((sum, x) => sum + x * x, 0);
  return {
    rms: Math.sqrt(squares / X.length),
    largest,
    smallest,
    offset: count === 0 ? 0 : farthest / Math.sqrt(total / count),
  };
}
