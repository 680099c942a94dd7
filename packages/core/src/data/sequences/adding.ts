import type { RandomState } from '../../random/randomState.ts';
import type { RegressionDataset } from '../dataset.ts';
import { requireCount } from '../require.ts';

export interface AddingSettings {
  readonly samples: number;
  /** Positions of a sequence, at least 2. */
  readonly length: number;
}

/**
 * The adding problem: at each position a number from [0, 1) and a mark, 1 at one position of the first half and at one of
 * the second, else 0; the target is the sum of the two marked numbers. Always answering 1 has a mean squared error of
 * 1/6, about 0.167.
 *
 * X is `[samples, length · 2]`, the number before the mark.
 *
 * @param random draws for each sample its numbers, then its two places
 * @throws RangeError if samples is not a positive integer, or length not one from 2 on
 *
 * Source: Hochreiter & Schmidhuber 1997, "Long short-term memory", experiment 4, with the marks of Le, Jaitly & Hinton
 * 2015.
 */
export function adding({ samples, length }: AddingSettings, random: RandomState): RegressionDataset {
  requireCount('samples', samples);
  requireCount('length', length);
  if (length < 2) throw new RangeError(`length: expected at least 2 positions, got ${length}`);
  const X = new Float64Array(samples * length * 2);
  const targets = new Float64Array(samples);
  const half = Math.floor(length / 2);
  for (let n = 0; n < samples; n++) {
    const start = 2 * n * length;
    for (let t = 0; t < length; t++) X[start + 2 * t] = random.random();
    for (const place of [random.randint(0, half), random.randint(half, length)]) {
      X[start + 2 * place + 1] = 1;
      targets[n] += X[start + 2 * place];
    }
  }
  return { samples, features: 2 * length, axes: [length], outputs: 1, X, targets };
}
