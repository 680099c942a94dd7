/** The middle of the values, the upper of two; NaN if there are none or one is NaN. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return Number.isNaN(sorted[sorted.length - 1]) ? Number.NaN : (sorted[sorted.length >> 1] ?? Number.NaN);
}
