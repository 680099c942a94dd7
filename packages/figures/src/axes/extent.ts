/** Smallest and largest of the values that count, by default the finite ones; undefined if none does. */
export function extentOf(
  all: readonly ArrayLike<number>[],
  counts: (value: number) => boolean = Number.isFinite,
): [low: number, high: number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (!counts(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** Whether an axis can span the values: near the largest number the arithmetic of axes overflows. */
export const isDrawable = (values: Float64Array): boolean =>
  values.every(value => Math.abs(value) < LARGEST_DRAWN);

const LARGEST_DRAWN = 1e150;

/** `count` numbers at even distances, both ends among them. */
export const evenly = ([from, to]: readonly [number, number], count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
