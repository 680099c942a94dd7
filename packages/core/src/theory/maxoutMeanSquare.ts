import { erf } from '../engine/math/erf.ts';
import { wholePower } from '../engine/math/wholePower.ts';
import { gaussianMean } from './gaussianMean.ts';

/**
 * The mean square of the largest of `pieces` independent standard normal numbers, `E pieces z² Φ(z)^(pieces − 1)`, with Φ
 * the normal distribution function.
 */
export function maxoutMeanSquare(pieces: number): number {
  return meanOfLargest(pieces, z => z * z);
}

/** The mean of the largest of them. */
export function maxoutMean(pieces: number): number {
  return meanOfLargest(pieces, z => z);
}

function meanOfLargest(pieces: number, f: (z: number) => number): number {
  return gaussianMean(z => pieces * f(z) * wholePower((1 + erf(z / Math.SQRT2)) / 2, pieces - 1), 1, []);
}
