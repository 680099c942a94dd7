import { highWord } from './bits.ts';
import { TANH_TABLE } from './tanhTable.ts';

/** From here on, tanh x rounds to 1. */
const HIGHEST = 20;

/** Row of the table for 2⁻⁵; everything smaller is in row 0, where c = 0. */
const FIRST_ROW = 0x3fa0;

/**
 * Hyperbolic tangent, the same bits on every JavaScript engine.
 *
 * With c the table point nearest to |x|, T = tanh c and d = |x| − c (exact), tanh |x| = T + (1 − T²) d / (1 + s),
 * where 1 + s = d coth d + T d. Below 2⁻⁵ c and T are 0, so that a small x comes out as x − x³/3 …, without
 * cancellation.
 *
 * @param x any number
 * @returns tanh x with an error below 0.7 ulp and the sign of x, that of 0 too
 *
 * Source: addition theorem of tanh; series of d coth d in Abramowitz & Stegun 4.5.67; table points with one-double
 * values as in log.
 */
export function tanh(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const magnitude = Math.min(Math.abs(x), HIGHEST);
  const row = 2 * Math.max(((highWord(magnitude) + 0x8000) >> 16) - FIRST_ROW + 1, 0);
  const T = TANH_TABLE[row + 1];
  const d = magnitude - TANH_TABLE[row];
  const z = d * d;
  const s = z * (z * (z * (z * (-1 / 4725) + 2 / 945) - 1 / 45) + 1 / 3) + T * d;
  const first = (1 - T * T) * d;
  const y = T + (first - (first * s) / (1 + s));
  return x < 0 || Object.is(x, -0) ? -y : y;
}
