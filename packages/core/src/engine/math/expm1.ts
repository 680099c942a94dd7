import { powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, LOG2_E, ROUND } from './constants.ts';
import { exp, expRest } from './exp.ts';

/** Up to here x²/2 is below half an ulp of x; returning x itself also keeps the sign of −0. */
const TINY = 2 ** -54;

/** Beyond this, the smaller of e^x and 1 does not reach the last bit of the other. */
const LIMIT = 40;

/**
 * e^x − 1 without the cancellation around 0, the same bits on every JavaScript engine.
 *
 * x = k ln2 + r as in exp, and e^x − 1 = (2^k − 1) + 2^k r + 2^k (e^r − 1 − r), with the first sum kept in
 * two parts.
 *
 * @param x any number
 * @returns e^x − 1 with an error below 0.9 ulp for negative and 1.25 ulp for positive x; the sign of x, also
 *   for 0
 */
export function expm1(x: number): number {
  if (Math.abs(x) <= TINY) return x;
  if (x > LIMIT) return exp(x);
  if (x < -LIMIT) return -1;
  const k = x * LOG2_E + ROUND - ROUND;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const power = powerOfTwo(k);
  const base = power - 1;
  const first = power * high;
  const sum = base + first;
  const part = sum - base;
  const lost = base - (sum - part) + (first - part);
  return sum + (lost + power * (expRest(high - low) - low));
}
