import { type AnyDataset, type Dataset, type Grid, isRegression } from 'gradscope';

/** The margin around the data, as a share of its size. */
const MARGIN = 0.15;

/** True if the data are points of a plane with classes. */
export function isPlane(data: AnyDataset): data is Dataset {
  return !isRegression(data) && data.features === 2 && !data.axes;
}

/** A square around the data with `points` points a side; a unit is equally long on both axes. */
export function squareGrid({ X }: Dataset, points: number): Grid {
  const [x, y] = [extent(X, 0), extent(X, 1)];
  const half = Math.max(x.half, y.half, Number.MIN_VALUE) * (1 + 2 * MARGIN);
  const axis = (middle: number) =>
    Float64Array.from({ length: points }, (_, i) => middle + half * ((2 * i) / (points - 1) - 1));
  return { x: axis(x.middle), y: axis(y.middle) };
}

function extent(X: Float64Array, feature: number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = feature; i < X.length; i += 2) {
    low = Math.min(low, X[i]);
    high = Math.max(high, X[i]);
  }
  return { middle: (low + high) / 2, half: (high - low) / 2 };
}
