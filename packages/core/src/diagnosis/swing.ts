import { median } from './median.ts';

/** Median |change of a loss| from one value to the next in the last half; NaN if there is none. */
export function swingOf(losses: Float64Array): number {
  const half = losses.subarray(losses.length >> 1);
  return median(half.subarray(1).map((loss, i) => Math.abs(loss - half[i])));
}
