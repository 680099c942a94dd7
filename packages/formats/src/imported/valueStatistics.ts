import type { Statistic } from './quantities.ts';

/** The known statistics of a tensor's values. */
export type ValueStatistics = Readonly<Partial<Record<Statistic, number>>> & {
  /** Number of values; null if unknown. */
  readonly count: number | null;
  /** Statistics that are estimates, since only bins of the values are known. */
  readonly estimated?: readonly Statistic[];
  /** For an estimated norm: the largest that the bins allow over the smallest, Infinity if that is 0. */
  readonly normWithin?: number;
};

/**
 * Statistics of the values themselves. The norm is scaled by the largest, so that squares neither overflow
 * nor underflow.
 */
export function statisticsOf(values: ArrayLike<number>): ValueStatistics {
  const count = values.length;
  let [l1, max, zeros] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const size = Math.abs(values[i]);
    l1 += size;
    if (size === 0) zeros++;
    if (size > max || Number.isNaN(size)) max = size;
  }
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const share = values[i] / max;
    squares += share * share;
  }
  const l2 = max === 0 ? 0 : Number.isFinite(max) ? max * Math.sqrt(squares) : max;
  return { l1, l2, max, mean: l1 / count, zeros: zeros / count, count };
}
