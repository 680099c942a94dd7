import { sin } from '../../engine/math/sin.ts';
import type { RandomState } from '../../random/randomState.ts';
import type { RegressionDataset } from '../dataset.ts';
import { requireCount, requireDeviation } from '../require.ts';

export interface SinesSettings {
  readonly samples: number;
  /** Positions of a sequence. */
  readonly length: number;
  /** Sines of a sequence. */
  readonly waves: number;
  /** Standard deviation of what is added to each value. */
  readonly noise: number;
}

/** Radians by which a sine goes on from one position to the next: periods of 6.3 to 63 positions. */
const [SLOWEST, FASTEST] = [0.1, 1];

/**
 * Mixtures of sines, of which the next value is to be told at every position:
 * `x[t] = Σ sin(ω[k] t + p[k]) / √waves + noise g[t]`, with ω uniform in 0.1 … 1 radians per position, p uniform in 0 … 2π
 * and g standard normal; the target at t is x[t + 1]. A value without noise has variance ½.
 *
 * X is `[samples, length]`, with one channel, and targets `[samples, length, 1]`.
 *
 * @param random draws for each sample its ω, its p, then `length + 1` normals
 * @throws RangeError if a count is not a positive integer or noise is not a finite number ≥ 0
 */
export function sines(
  { samples, length, waves, noise }: SinesSettings,
  random: RandomState,
): RegressionDataset {
  for (const [name, count] of Object.entries({ samples, length, waves })) requireCount(name, count);
  requireDeviation('noise', noise);
  const X = new Float64Array(samples * length);
  const targets = new Float64Array(samples * length);
  const draws = (low: number, high: number) =>
    Float64Array.from({ length: waves }, () => random.uniform(low, high));
  for (let n = 0; n < samples; n++) {
    const [speeds, phases] = [draws(SLOWEST, FASTEST), draws(0, 2 * Math.PI)];
    for (let t = 0; t <= length; t++) {
      const sum = speeds.reduce((sum, speed, k) => sum + sin(speed * t + phases[k]), 0);
      const value = sum / Math.sqrt(waves) + random.normal(0, noise);
      if (t < length) X[n * length + t] = value;
      if (t > 0) targets[n * length + t - 1] = value;
    }
  }
  return { samples, features: length, axes: [length], outputs: 1, X, targets };
}
