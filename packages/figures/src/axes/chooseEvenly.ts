/** The number of curves, or rows of histograms, that remain readable in one picture. */
export const mostCurves = 10;

/**
 * Evenly chosen entries, in order, including the first and last; all of them if there are not more than
 * `most`.
 */
export const chooseEvenly = <T>(items: readonly T[], most: number): T[] =>
  items.length <= most
    ? [...items]
    : Array.from(
        { length: most },
        (_, i) => items[Math.round((i * (items.length - 1)) / Math.max(1, most - 1))]!,
      );
