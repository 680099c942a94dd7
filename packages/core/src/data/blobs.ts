import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { requireCount, requireDeviation } from './require.ts';
import { shuffled } from './shuffled.ts';

export interface BlobsSettings {
  /** Points of all blobs together. */
  readonly samples: number;
  /** Blobs, each its own class. */
  readonly centers: number;
  /** Standard deviation of a point's coordinates around its center. */
  readonly std: number;
}

/** Centers lie within ± this. */
const BOX = 10;

/**
 * Round normal clouds around random centers, one class each; their sizes differ by at most 1.
 *
 * @param random draws the centers from U(−10, 10)², then the points blob by blob, two normals each, then
 *   shuffles them
 * @throws RangeError if a count is not a positive integer or std is not a finite number ≥ 0
 *
 * Source: scikit-learn's `make_blobs`; equal to it for the same seed.
 */
export function blobs({ samples, centers, std }: BlobsSettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireCount('centers', centers);
  requireDeviation('std', std);
  const center = Float64Array.from({ length: 2 * centers }, () => random.uniform(-BOX, BOX));
  const X = new Float64Array(2 * samples);
  const y = new Int32Array(samples);
  let row = 0;
  for (let k = 0; k < centers; k++) {
    const end = row + Math.floor(samples / centers) + (k < samples % centers ? 1 : 0);
    for (; row < end; row++) {
      X[2 * row] = random.normal(center[2 * k], std);
      X[2 * row + 1] = random.normal(center[2 * k + 1], std);
      y[row] = k;
    }
  }
  return shuffled({ samples, features: 2, classes: centers, X, y }, random);
}
