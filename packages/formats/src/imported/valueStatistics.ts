import type { Statistic } from './quantities.ts';

/** Statistics of the values of a tensor, as far as they are known. */
export type ValueStatistics = Readonly<Partial<Record<Statistic, number>>> & {
  /** How many values; null where it is not known. */
  readonly count: number | null;
};

/** Of the values themselves. The norm is scaled by the largest, so that squares neither overflow nor underflow. */
export function statisticsOf(values: ArrayLike<number>): ValueStatistics {
  const count = values.length;
  let [l1, max, zeros] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const size = Math.abs(values[i]!);
    l1 += size;
    if (size === 0) zeros++;
    if (size > max || Number.isNaN(size)) max = size;
  }
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const share = values[i]! / max;
    squares += share * share;
  }
  const l2 = max === 0 ? 0 : Number.isFinite(max) ? max * Math.sqrt(squares) : max;
  return { l1, l2, max, mean: l1 / count, zeros: zeros / count, count };
}

/** Values in bins. */
export interface Bins {
  /** `[k, 3]`, row-major: left edge, right edge, count. */
  readonly buckets: ArrayLike<number>;
  /** What was summed before it was binned. */
  readonly moments?:
    | { readonly min: number; readonly max: number; readonly count: number; readonly sumSquares: number }
    | undefined;
}

/**
 * Of a histogram: every value is taken for the middle of its bin, the largest for its outer edge. Where TensorBoard's
 * older histograms have their moments, norm and largest are exact.
 */
export function statisticsOfBins({ buckets, moments }: Bins): ValueStatistics {
  let [total, l1, squares, max] = [0, 0, 0, 0];
  for (let i = 0; i + 2 < buckets.length; i += 3) {
    const values = buckets[i + 2]!;
    if (!(values > 0)) continue;
    const [from, to] = [clamped(buckets[i]!, moments), clamped(buckets[i + 1]!, moments)];
    const middle = Math.abs((from + to) / 2);
    total += values;
    l1 += values * middle;
    squares += values * middle * middle;
    max = Math.max(max, Math.abs(from), Math.abs(to));
  }
  if (!moments) return { l1, l2: Math.sqrt(squares), max, mean: l1 / total, count: total };
  const outermost = Math.max(Math.abs(moments.min), Math.abs(moments.max));
  return {
    l1,
    l2: Math.sqrt(moments.sumSquares),
    max: outermost,
    mean: l1 / total,
    count: moments.count,
  };
}

/** The outer bins of older histograms reach to the largest number there is. */
function clamped(edge: number, moments: Bins['moments']): number {
  return moments ? Math.min(moments.max, Math.max(moments.min, edge)) : edge;
}
