import { reducePi } from './reducePi.ts';
import { cosineSeries, sineSeries } from './sineSeries.ts';

/** Below this x³/6 is less than half an ulp of x; returning x itself also keeps the sign of −0. */
const TINY = 2 ** -27;

/**
 * Sine, the same bits on every JavaScript engine.
 *
 * @param x radians; ±Infinity and NaN give NaN
 * @returns sin x with an error below 1 ulp for every finite x
 */
export function sin(x: number): number {
  if (Math.abs(x) < TINY) return x;
  if (!Number.isFinite(x)) return Number.NaN;
  const { quadrant, high, low } = reducePi(x);
  const value = quadrant & 1 ? cosineSeries(high, low) : sineSeries(high, low);
  return quadrant & 2 ? -value : value;
}
