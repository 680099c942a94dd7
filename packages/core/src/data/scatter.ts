import type { RandomState } from '../random/randomState.ts';

/** Adds a draw from N(0, noise²) to each value, in order; the same number is drawn if noise is 0. */
export function addNoise(X: Float64Array, noise: number, random: RandomState): void {
  for (let i = 0; i < X.length; i++) X[i] += random.normal(0, noise);
}

/** Points uniform in the square [−1, 1)², row-major `[samples, 2]`, drawn row by row. */
export function squarePoints(samples: number, random: RandomState): Float64Array {
  return Float64Array.from({ length: 2 * samples }, () => random.uniform(-1, 1));
}
