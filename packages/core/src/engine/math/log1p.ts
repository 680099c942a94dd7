import { log, logSeries } from './log.ts';

/** Up to here x²/2 is below half an ulp of x; returning x itself also keeps the sign of −0. */
const TINY = 2 ** -54;

/** The series of log holds for |x| < 2^-5.8. */
const NEAR = 2 ** -6;

/**
 * log(1 + x) without the rounding of 1 + x, the same bits on every JavaScript engine.
 *
 * With u = 1 + x as rounded and c the rounding error, log(1 + x) = log u + c/u to the last bit.
 *
 * @param x any number; −1 gives −Infinity, a smaller one NaN
 * @returns log(1 + x) with an error below 1.02 ulp; the sign of x, also for 0
 *
 * Source: Kahan's correction, in Higham, "Accuracy and Stability of Numerical Algorithms" (2002), problem
 * 1.5.
 */
export function log1p(x: number): number {
  if (Math.abs(x) <= TINY) return x;
  if (Math.abs(x) < NEAR) return x + logSeries(x);
  const u = 1 + x;
  if (!(u > 0 && u < Number.POSITIVE_INFINITY)) return log(u);
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  return log(u) + lost / u;
}
