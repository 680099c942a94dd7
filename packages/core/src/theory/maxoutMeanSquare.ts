import { erf } from '../engine/math/erf.ts';
import { wholePower } from '../engine/math/wholePower.ts';
import { gaussianMean } from './gaussianMean.ts';

/**
 * The mean square of the largest of `pieces` independent standard normal numbers, `E pieces z² Φ(z)^(pieces − 1)`, with Φ
 * the normal distribution function.
 */
export function maxoutMeanSquare(pieces: number): number {
  return gaussianMean(z => pieces * z * z * wholePower((1 + erf(z / Math.SQRT2)) / 2, pieces - 1), 1, []);
}
