/** Partial sums that run side by side; the kernels hold them in four vectors of two. */
const PARTS = 8;

/**
 * `Σ f(x)` in the one order that all engines keep: entry `i` goes to partial sum `i mod 8`, and the eight are added
 * pairwise, `((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))`.
 */
export function interleavedSum(values: ArrayLike<number>, f: (value: number) => number): number {
  const s = new Float64Array(PARTS);
  for (let i = 0; i < values.length; i++) s[i % PARTS] += f(values[i]);
  return s[0] + s[1] + (s[2] + s[3]) + (s[4] + s[5] + (s[6] + s[7]));
}

// Squares of values in [2⁻⁴⁰⁰, 2⁴⁰⁰] neither underflow to a subnormal nor, a million times over, overflow.
const LARGEST_SQUARED = 2 ** 400;
const SMALLEST_SQUARED = 2 ** -400;

/**
 * A power of two `s` with which the squares of values up to `max` can be summed: `√Σ(s x)² / s` is exact in
 * its scaling. It is 1 whenever plain squares suffice.
 */
export function scaleForSquares(max: number): number {
  if (max > LARGEST_SQUARED) return 2 ** -600;
  if (max < SMALLEST_SQUARED && max > 0) return 2 ** 600;
  return 1;
}
