import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { requireCount, requireDeviation } from './require.ts';
import { takeInputs } from './rows.ts';
import { addNoise } from './scatter.ts';
import { shuffled } from './shuffled.ts';

export interface QuantilesSettings {
  readonly samples: number;
  /** Rings, each its own class. */
  readonly classes: number;
  /** Standard deviation of the noise added to each coordinate after the classes are assigned. */
  readonly noise: number;
}

/**
 * Points of N(0, I) divided into rings of equal counts by their distance from the origin, one class each, the
 * innermost class 0. The outermost ring gets the remainder of the division.
 *
 * @param random draws the points, two normals each, shuffles them, then draws two normals of noise per point
 * @throws RangeError if a count is not a positive integer, there are fewer samples than classes, or noise is
 *   not a
 *   finite number ≥ 0
 *
 * Source: scikit-learn's `make_gaussian_quantiles` in two dimensions, equal to it for the same seed; noise is
 * ours.
 */
export function gaussianQuantiles(
  { samples, classes, noise }: QuantilesSettings,
  random: RandomState,
): Dataset {
  requireCount('samples', samples);
  requireCount('classes', classes);
  requireDeviation('noise', noise);
  if (samples < classes) {
    throw new RangeError(`samples: expected at least one for each of ${classes} classes, got ${samples}`);
  }
  const X = Float64Array.from({ length: 2 * samples }, () => random.normal());
  const inwardFirst = byRadius(X);
  const ring = Math.floor(samples / classes);
  const y = Int32Array.from({ length: samples }, (_, i) => Math.min(Math.floor(i / ring), classes - 1));
  const sorted = takeInputs({ samples, features: 2, X }, inwardFirst);
  const data = shuffled({ ...sorted, classes, y }, random);
  addNoise(data.X, noise, random);
  return data;
}

/** The points' numbers, the nearest to the origin first. */
function byRadius(X: Float64Array): Int32Array {
  const square = Float64Array.from(X, x => x * x);
  const distance = Float64Array.from({ length: X.length / 2 }, (_, i) => square[2 * i] + square[2 * i + 1]);
  return Int32Array.from(distance.keys()).sort((a, b) => distance[a] - distance[b]);
}
