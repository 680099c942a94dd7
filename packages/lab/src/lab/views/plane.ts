import { type AnyDataset, type Dataset, type Grid, isRegression } from 'gradscope';

/** The room around the data as a share of it. */
const MARGIN = 0.15;

/** Whether data are points of a plane, each of a class. */
export function isPlane(data: AnyDataset): data is Dataset {
  return !isRegression(data) && data.features === 2;
}

/** A square around the data with so many points a side, so that one unit is as long on both axes. */
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
    low = Math.min(low, X[i]!);
    high = Math.max(high, X[i]!);
  }
  return { middle: (low + high) / 2, half: (high - low) / 2 };
}
