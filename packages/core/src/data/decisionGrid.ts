import { arange } from './arange.ts';
import type { Inputs } from './dataset.ts';

/** A rectangular grid: the coordinates of its columns, `x`, and of its rows, `y`, ascending. */
export interface Grid {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** With more points than this a picture gains nothing and memory runs out. */
const MOST_POINTS = 2 ** 24;

/**
 * The grid around a dataset of two features, for drawing decision regions.
 *
 * @param dataset points `[samples, 2]`
 * @param spacing distance of neighbouring grid lines, in the data's unit
 * @param margin how far the grid extends beyond the outermost points, in the same unit
 * @throws RangeError if the dataset does not have 2 features, no axes and a finite extent, if spacing or margin is out
 *   of
 *   range, or if the grid would have more than 2^24 points
 */
export function gridAround(dataset: Inputs, spacing = 0.02, margin = 1): Grid {
  const { features, axes } = dataset;
  if (axes)
    throw new RangeError(`gridAround: expected a dataset without axes, got ${axes.join(' × ')} positions`);
  if (features !== 2) throw new RangeError(`gridAround: expected a dataset of 2 features, got ${features}`);
  if (!(spacing > 0 && spacing < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`spacing: expected a finite number above 0, got ${spacing}`);
  }
  if (!(margin >= 0 && margin < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`margin: expected a finite number at least 0, got ${margin}`);
  }
  const [left, right] = extent(dataset.X, 0);
  const [bottom, top] = extent(dataset.X, 1);
  const columns = (right - left + 2 * margin) / spacing;
  const rows = (top - bottom + 2 * margin) / spacing;
  if (!(columns * rows <= MOST_POINTS)) {
    const got = `${Math.ceil(columns)} × ${Math.ceil(rows)}`;
    throw new RangeError(
      `gridAround: expected at most 2^24 points, got ${got}; a larger spacing makes fewer`,
    );
  }
  return {
    x: arange(left - margin, right + margin, spacing),
    y: arange(bottom - margin, top + margin, spacing),
  };
}

/**
 * The points of a grid, `[y.length · x.length, 2]` row-major: row by row, x changing fastest, as input for a
 * network.
 */
export function gridPoints({ x, y }: Grid): Float64Array {
  const points = new Float64Array(2 * x.length * y.length);
  let at = 0;
  for (const pointY of y) {
    for (const pointX of x) {
      points[at++] = pointX;
      points[at++] = pointY;
    }
  }
  return points;
}

/** Smallest and largest value of one feature of rows of two. */
function extent(X: Float64Array, feature: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = feature; i < X.length; i += 2) {
    low = Math.min(low, X[i]);
    high = Math.max(high, X[i]);
  }
  if (!Number.isFinite(high - low)) {
    throw new RangeError(`X[:, ${feature}]: expected finite values, at least one, got ${low} … ${high}`);
  }
  return [low, high];
}
