import { exp } from './exp.ts';

/**
 * `factor · e^x` for x ≤ 0, also if e^x alone would be subnormal or 0: a factor of any size still counts
 * there.
 *
 * It multiplies the factor twice by e^(x/2); only the last product can underflow.
 *
 * @returns with a relative error below 6e-16, or rounded to the subnormal grid
 */
export function expTimes(x: number, factor: number): number {
  const root = exp(x / 2);
  return root * factor * root;
}
