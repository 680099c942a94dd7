/**
 * Taylor series of sine and cosine on |high| ≤ π/4, of the number high + low. The first term left out is below
 * 2^-58 of the result.
 */

const S3 = -1 / 6;
const S5 = 1 / 120;
const S7 = -1 / 5040;
const S9 = 1 / 362880;
const S11 = -1 / 39916800;
const S13 = 1 / 6227020800;
const S15 = -1 / 1307674368000;
const S17 = 1 / 355687428096000;

/** sin(high + low), below 0.85 ulp. */
export function sineSeries(high: number, low: number): number {
  const z = high * high;
  const rest = S3 + z * (S5 + z * (S7 + z * (S9 + z * (S11 + z * (S13 + z * (S15 + z * S17))))));
  return high + (high * z * rest + low * (1 - z / 2));
}

const C4 = 1 / 24;
const C6 = -1 / 720;
const C8 = 1 / 40320;
const C10 = -1 / 3628800;
const C12 = 1 / 479001600;
const C14 = -1 / 87178291200;
const C16 = 1 / 20922789888000;

/**
 * cos(high + low), below 0.85 ulp: 1 − z/2 is kept in two parts, the rounded difference and its rounding
 * error.
 */
export function cosineSeries(high: number, low: number): number {
  const z = high * high;
  const rest = C4 + z * (C6 + z * (C8 + z * (C10 + z * (C12 + z * (C14 + z * C16)))));
  const half = z / 2;
  const start = 1 - half;
  return start + (1 - start - half + (z * z * rest - high * low));
}
