import type { ValueStatistics } from './valueStatistics.ts';

/** Values in bins. */
export interface Bins {
  /** `[k, 3]`, row-major: left edge, right edge, count. */
  readonly buckets: ArrayLike<number>;
  /** Sums over the values before they were binned. */
  readonly moments?:
    | { readonly min: number; readonly max: number; readonly count: number; readonly sumSquares: number }
    | undefined;
}

/** A bin that is not empty. */
interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Statistics of a histogram's values: estimates that assume evenly spread values within the bins; the largest
 * value is the outer edge. TensorBoard's older histograms include moments, which make norm and largest value
 * exact.
 */
export function statisticsOfBins({ buckets, moments }: Bins): ValueStatistics {
  const bins = binsOf(buckets, moments);
  // Nothing is known about no values: 0 would be a gradient that has vanished.
  if (bins.length === 0) return { count: null };
  const largest = bins.reduce((most, bin) => Math.max(most, outer(bin)), 0);
  // Shares of the largest: squares of a vanishing gradient underflow.
  const sum = (of: (bin: Bin) => number) => bins.reduce((total, bin) => total + bin.count * of(bin), 0);
  const norm = (square: (bin: Bin) => number) => (largest > 0 ? largest * Math.sqrt(sum(square)) : 0);
  const count = sum(() => 1);
  const l1 = sum(meanMagnitude);
  const estimate = { l1, mean: l1 / count };
  if (moments) {
    const max = Math.max(Math.abs(moments.min), Math.abs(moments.max));
    const l2 = Math.sqrt(moments.sumSquares);
    return { ...estimate, l2, max, count: moments.count, estimated: ['l1', 'mean'] };
  }
  const l2 = norm(({ from, to }) => {
    const [a, b] = [from / largest, to / largest];
    return (a * a + a * b + b * b) / 3;
  });
  const most = norm(bin => (outer(bin) / largest) ** 2);
  const least = norm(bin => (inner(bin) / largest) ** 2);
  const normWithin = most === least ? 1 : most / least;
  return { ...estimate, l2, max: largest, count, estimated: ['l1', 'mean', 'l2', 'max'], normWithin };
}

/** The bins that are not empty. The outer bins of older histograms reach to the largest finite number. */
function binsOf(buckets: ArrayLike<number>, moments: Bins['moments']): Bin[] {
  const clamped = (edge: number) => (moments ? Math.min(moments.max, Math.max(moments.min, edge)) : edge);
  const bins: Bin[] = [];
  for (let i = 0; i + 2 < buckets.length; i += 3) {
    const count = buckets[i + 2];
    if (count > 0) bins.push({ from: clamped(buckets[i]), to: clamped(buckets[i + 1]), count });
  }
  const only = bins.length === 1 ? singleValue(bins[0], buckets) : undefined;
  return only === undefined ? bins : [{ from: only, to: only, count: bins[0].count }];
}

/**
 * The single value of all entries if one bin holds everything: NumPy and TensorFlow then let the bins reach
 * from ½ below it to ½ above, so that a gradient of zeros would look like one of up to ½. Undefined
 * otherwise.
 */
function singleValue({ from, to }: Bin, buckets: ArrayLike<number>): number | undefined {
  const [start, end] = [buckets[0], buckets[buckets.length - 2]];
  const middle = (start + end) / 2;
  const error = EDGE_ERROR * Math.max(1, Math.abs(middle));
  const isOne = Math.abs(end - start - 1) < error && from - error < middle && middle < to + error;
  return isOne ? middle : undefined;
}

/** Edges are float32 in some files. */
const EDGE_ERROR = 1e-6;

/** Mean of |x| over a bin. */
function meanMagnitude({ from, to }: Bin): number {
  if (from >= 0 || to <= 0) return Math.abs(from / 2 + to / 2);
  return (from * (from / (to - from)) + to * (to / (to - from))) / 2;
}

const outer = ({ from, to }: Bin): number => Math.max(Math.abs(from), Math.abs(to));

/** The smallest magnitude in a bin: 0 if the bin contains 0. */
const inner = ({ from, to }: Bin): number =>
  from < 0 && to > 0 ? 0 : Math.min(Math.abs(from), Math.abs(to));
