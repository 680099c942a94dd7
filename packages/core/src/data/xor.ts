import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { requireCount, requireDeviation } from './require.ts';
import { addNoise, squarePoints } from './scatter.ts';

export interface XorSettings {
  readonly samples: number;
  /** Standard deviation of the noise added to each coordinate after the classes are assigned. */
  readonly noise: number;
}

/**
 * Points uniform in [−1, 1)², of class 1 if their coordinates have different signs (0 counts as positive).
 *
 * @param random draws the points, two uniforms each, then two normals of noise per point
 * @throws RangeError if samples is not a positive integer or noise is not a finite number ≥ 0
 */
export function xor({ samples, noise }: XorSettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireDeviation('noise', noise);
  const X = squarePoints(samples, random);
  const y = Int32Array.from({ length: samples }, (_, i) => (X[2 * i] < 0 === X[2 * i + 1] < 0 ? 0 : 1));
  addNoise(X, noise, random);
  return { samples, features: 2, classes: 2, X, y };
}
