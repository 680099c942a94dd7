import { sin } from '../engine/math/sin.ts';
import type { RandomState } from '../random/randomState.ts';
import type { RegressionDataset } from './dataset.ts';
import { linspace } from './linspace.ts';
import { requireCount, requireDeviation } from './require.ts';
import { addNoise } from './scatter.ts';

export interface CurveSettings {
  readonly samples: number;
  /** Standard deviation of the noise added to each target. */
  readonly noise: number;
}

/**
 * One period of a sine to learn: x evenly spaced from −1 to 1, both included, and the target sin(π x) + noise
 * g, with g a standard normal.
 *
 * @param random draws one normal per point, from the smallest x on
 * @throws RangeError if samples is not a positive integer or noise is not a finite number ≥ 0
 */
export function curve({ samples, noise }: CurveSettings, random: RandomState): RegressionDataset {
  requireCount('samples', samples);
  requireDeviation('noise', noise);
  const X = linspace(-1, 1, samples);
  const targets = X.map(x => sin(Math.PI * x));
  addNoise(targets, noise, random);
  return { samples, features: 1, outputs: 1, X, targets };
}
