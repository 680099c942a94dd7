import { expTimes } from './expTimes.ts';

/** Leaves z 26 significant bits for |z| ≤ 40, so that its square is exact. */
const GRAIN = 2 ** -20;

/**
 * `factor · e^(−z²/2)`, even if that is subnormal.
 *
 * With z = h + l, h a multiple of 2^-20: e^(−z²/2) = e^(−h²/2) e^(−d), d = l (z + h)/2 < 2^-15. This avoids
 * the rounding of z²,
 * which e^x would magnify by z²/2.
 *
 * @param z −40 … 40; beyond that, e^(−z²/2) times any factor near 1 is 0
 * @returns with a relative error below 1e-15, or rounded to the subnormal grid
 */
export function timesGaussian(z: number, factor: number): number {
  const high = Math.round(z / GRAIN) * GRAIN;
  const d = ((z - high) * (z + high)) / 2;
  return expTimes((high * high) / -2, factor * (1 - d * (1 - (d / 2) * (1 - d / 3))));
}
