/**
 * Whether a value can be drawn at its place: a logarithmic axis cannot place 0, no axis can place NaN or
 * ±Inf.
 */
export type Drawable = (value: number) => boolean;

/** First and last index of a stretch of a curve. */
export type Stretch = readonly [from: number, to: number];

const bucketer = (x: ArrayLike<number>, buckets: number): ((i: number) => number) => {
  const first = x[0];
  const extent = x[x.length - 1] - first;
  return i => (extent > 0 ? Math.min(buckets - 1, Math.floor(((x[i] - first) / extent) * buckets)) : 0);
};

/**
 * Thins a curve to the detail that `buckets` pixel columns can show.
 *
 * In each of `buckets` equal parts of the extent of `x` it keeps the first, smallest, largest and last
 * drawable value, and the first one that cannot be drawn, where the line must break: a polyline through them
 * covers the same pixels.
 *
 * @param x `[n]`, not falling
 * @param y `[n]`
 * @returns the indices kept, rising; at most `5 × buckets`
 *
 * Source: the M4 aggregation, Jugel et al. (2014), “M4: a visualization-oriented time series data
 * aggregation”, §4.
 */
export function decimate(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  buckets: number,
  drawable: Drawable = Number.isFinite,
): number[] {
  if (x.length <= 4 * buckets) return Array.from(x, (_, i) => i);
  const bucket = bucketer(x, buckets);
  const kept: number[] = [];
  for (let i = 0; i < x.length; ) {
    const current = bucket(i);
    let [first, low, high, last, gap] = [-1, -1, -1, -1, -1];
    for (; i < x.length && bucket(i) === current; i++) {
      if (!drawable(y[i])) {
        if (gap < 0) gap = i;
        continue;
      }
      if (first < 0) first = low = high = i;
      if (y[i] < y[low]) low = i;
      if (y[i] > y[high]) high = i;
      last = i;
    }
    const found = [first, low, high, last, gap].filter(index => index >= 0);
    kept.push(...[...new Set(found)].sort((a, b) => a - b));
  }
  return kept;
}

/**
 * The stretches of a curve for which `test` holds; stretches less than one pixel column apart are joined.
 *
 * @returns at most `buckets` stretches, rising
 */
export function stretches(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  buckets: number,
  test: (value: number) => boolean,
): Stretch[] {
  const bucket = bucketer(x, buckets);
  const found: [number, number][] = [];
  for (let i = 0; i < x.length; i++) {
    if (!test(y[i])) continue;
    const previous = found.at(-1);
    if (previous && (previous[1] === i - 1 || bucket(i) - bucket(previous[1]) <= 1)) previous[1] = i;
    else found.push([i, i]);
  }
  return found;
}
