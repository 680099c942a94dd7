import { cos } from '../engine/math/cos.ts';
import { sin } from '../engine/math/sin.ts';
import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { requireCount, requireDeviation } from './require.ts';
import { addNoise } from './scatter.ts';
import { shuffled } from './shuffled.ts';

export interface CirclesSettings {
  /** Points on both circles together. */
  readonly samples: number;
  /** Standard deviation of the noise added to each coordinate. */
  readonly noise: number;
  /** Radius of the inner circle, relative to the outer one. */
  readonly factor: number;
}

/**
 * Two circles around the origin, one class each: the outer one of radius 1, then the inner one, their points
 * evenly spaced. If `samples` is odd, the inner circle has one point more.
 *
 * @param random shuffles the points, then draws two normals per point
 * @throws RangeError if samples is not a positive integer, noise is not a finite number ≥ 0, or factor is not
 *   in
 *   0 … below 1
 *
 * Source: scikit-learn's `make_circles`; equal to it for the same seed.
 */
export function circles({ samples, noise, factor }: CirclesSettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireDeviation('noise', noise);
  if (!(factor >= 0 && factor < 1)) {
    throw new RangeError(`factor: expected a number from 0 to below 1, got ${factor}`);
  }
  const outer = Math.floor(samples / 2);
  const X = new Float64Array(2 * samples);
  const y = new Int32Array(samples).fill(1, outer);
  putCircle(X.subarray(0, 2 * outer), 1);
  putCircle(X.subarray(2 * outer), factor);
  const data = shuffled({ samples, features: 2, classes: 2, X, y }, random);
  addNoise(data.X, noise, random);
  return data;
}

function putCircle(X: Float64Array, radius: number): void {
  const count = X.length / 2;
  const step = (2 * Math.PI) / count;
  for (let i = 0; i < count; i++) X.set([cos(i * step) * radius, sin(i * step) * radius], 2 * i);
}
