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
