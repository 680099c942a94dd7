import { powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, LOG2_E, ROUND } from './constants.ts';

/** e^x is infinite from 709.79 on and rounds to 0 below −745.14, so no larger exponent is needed. */
const HIGHEST = 710;
const LOWEST = -746;

/**
 * e^x, the same bits on every JavaScript engine.
 *
 * x = k ln2 + r, |r| ≤ ln2/2, and e^x = 2^k (1 + r + rC / (2B − C)) with C = rB + r²U, B and U polynomials in r².
 *
 * @param x any number
 * @returns e^x with an error below 0.95 ulp (below the normal numbers, of their coarser grid); 0 and Infinity only
 * where e^x rounds to them
 *
 * Source: the compensated remainder follows FreeBSD's e_exp.c; B and U by scripts/fitExpRational.mjs.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const bounded = Math.min(Math.max(x, LOWEST), HIGHEST);
  const k = bounded * LOG2_E + ROUND - ROUND;
  const high = bounded - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const fraction = 1 + (high + (expRest(high - low) - low));
  // 2^k may overflow a double although 2^k · fraction does not; of the two products only the second can
  // round.
  const half = k >> 1;
  return fraction * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e^r − 1 − r of |r| ≤ ln2/2. */
export function expRest(r: number): number {
  const z = r * r;
  const B = (z + 420.2185693660351) * z + 15129.180734572243;
  const C = r * B + (z * -28.010926188498882 + -2521.5301224287023) * z;
  return (r * C) / (B + B - C);
}
