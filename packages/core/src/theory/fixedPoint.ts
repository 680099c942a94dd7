import { isHomogeneous } from './homogeneous.ts';
import { meanSquare, type UnitFunction } from './moments.ts';
import { signChange } from './signChange.ts';

/**
 * q* is searched for from 2⁻⁴⁰ (or from σb² + σw² φ(0)², if that is not 0) to 2⁶⁰; values that leave this
 * range go to 0 or ∞. For bounded activations q* is below 2²⁶; for gelu, critical with σb = 1000, it is 2⁴⁶.
 */
export const LOWEST = 2 ** -40;
export const HIGHEST = 2 ** 60;
/** The q⁰ that the variance map starts from. */
const START = 1;
/** Factors this close to 1 count as 1: √2 typed with 13 digits is √2. */
const CLOSE = 1e-12;
/**
 * A relative growth that may be rounding: if q grows no more than this, its sign indicates no fixed point.
 */
const ROUNDING = 1e-14;

/** A variance; Infinity if q grows without bound, `any` if every q stays as it is. */
export type FixedPoint = number | 'any';

/** The variance map `q ↦ σw² E φ(√q z)² + σb²`: the variance of z one layer on. */
export function varianceMap(φ: UnitFunction, sigmaW: number, sigmaB: number): (q: number) => number {
  return q => sigmaW * sigmaW * meanSquare(φ, q) + sigmaB * sigmaB;
}

/**
 * q*: the limit, from 1, of the variance of z after many layers.
 *
 * The variance map rises with q, so q moves in one direction until it meets the first fixed point: this is
 * searched for and not iterated to, since the iteration hardly moves at the critical point.
 *
 * Source: Poole et al. 2016, "Exponential expressivity in deep neural networks through transient chaos".
 */
export function fixedPoint(φ: UnitFunction, sigmaW: number, sigmaB: number): FixedPoint {
  if (isHomogeneous(φ)) return linearFixedPoint(sigmaW * sigmaW * meanSquare(φ, 1), sigmaB * sigmaB);
  const map = varianceMap(φ, sigmaW, sigmaB);
  const growth = (q: number) => {
    const change = map(q) - q;
    return Math.abs(change) <= ROUNDING * q ? 0 : change;
  };
  if (growth(START) >= 0) return signChange(growth, START, HIGHEST) ?? Number.POSITIVE_INFINITY;
  // Below map(0) every q grows.
  const least = map(0);
  return signChange(growth, START, least || LOWEST) ?? least;
}

/** The fixed point of `q ↦ factor q + term`. */
function linearFixedPoint(factor: number, term: number): FixedPoint {
  if (term === 0 && Math.abs(factor - 1) <= CLOSE) return 'any';
  if (factor < 1 - CLOSE) return term / (1 - factor);
  return Number.POSITIVE_INFINITY;
}
