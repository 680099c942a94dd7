import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { requireCount, requireDeviation } from './require.ts';
import { addNoise, squarePoints } from './scatter.ts';

export interface CheckerboardSettings {
  readonly samples: number;
  /** Standard deviation of the noise added to each coordinate after the classes are assigned. */
  readonly noise: number;
  /** Cells along each side of the board. */
  readonly cells: number;
}

/**
 * Points uniform in [−1, 1)², classified by the fields of a board of `cells × cells`; the field at (−1, −1)
 * is class 0.
 *
 * @param random draws the points, two uniforms each, then two normals of noise per point
 * @throws RangeError if a count is not a positive integer or noise is not a finite number ≥ 0
 */
export function checkerboard({ samples, noise, cells }: CheckerboardSettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireCount('cells', cells);
  requireDeviation('noise', noise);
  const X = squarePoints(samples, random);
  const field = (x: number) => Math.floor(((x + 1) / 2) * cells);
  const y = Int32Array.from({ length: samples }, (_, i) => (field(X[2 * i]) + field(X[2 * i + 1])) % 2);
  addNoise(X, noise, random);
  return { samples, features: 2, classes: 2, X, y };
}
