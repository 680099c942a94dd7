import { cos } from '../engine/math/cos.ts';
import { sin } from '../engine/math/sin.ts';
import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { linspace } from './linspace.ts';
import { requireCount, requireDeviation } from './require.ts';
import { addNoise } from './scatter.ts';
import { shuffled } from './shuffled.ts';

export interface MoonsSettings {
  /** Points on both moons together. */
  readonly samples: number;
  /** Standard deviation of the noise added to each coordinate. */
  readonly noise: number;
}

/**
 * Two interleaved half circles of radius 1, one class each: (cos t, sin t) and (1 − cos t, ½ − sin t),
 * t evenly spaced from 0 to π. If `samples` is odd, the second has one point more.
 *
 * @param random shuffles the points, then draws two normals per point
 * @throws RangeError if samples is not a positive integer or noise is not a finite number ≥ 0
 *
 * Source: scikit-learn's `make_moons`; equal to it for the same seed.
 */
export function moons({ samples, noise }: MoonsSettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireDeviation('noise', noise);
  const first = Math.floor(samples / 2);
  const X = new Float64Array(2 * samples);
  const y = new Int32Array(samples).fill(1, first);
  linspace(0, Math.PI, first).forEach((t, i) => {
    X.set([cos(t), sin(t)], 2 * i);
  });
  linspace(0, Math.PI, samples - first).forEach((t, i) => {
    X.set([1 - cos(t), 1 - sin(t) - 0.5], 2 * (first + i));
  });
  const data = shuffled({ samples, features: 2, classes: 2, X, y }, random);
  addNoise(data.X, noise, random);
  return data;
}
