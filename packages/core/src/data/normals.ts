import type { RandomState } from '../random/randomState.ts';
import type { RegressionDataset } from './dataset.ts';
import { requireCount } from './require.ts';

export interface NormalsSettings {
  readonly samples: number;
  readonly features: number;
}

/**
 * Points and one target each from N(0, 1): the targets do not depend on the points, so they can only be
 * memorized.
 *
 * @param random draws the points row by row, then the targets
 * @throws RangeError if samples or features is not a positive integer
 *
 * Source: the data of Sohl-Dickstein 2024, "The boundary of neural network trainability is fractal".
 */
export function normals({ samples, features }: NormalsSettings, random: RandomState): RegressionDataset {
  requireCount('samples', samples);
  requireCount('features', features);
  const X = Float64Array.from({ length: samples * features }, () => random.normal());
  const targets = Float64Array.from({ length: samples }, () => random.normal());
  return { samples, features, outputs: 1, X, targets };
}
