import { log } from '../engine/math/log.ts';
import { checkSigma } from './checkSigma.ts';
import { type FixedPoint, fixedPoint } from './fixedPoint.ts';
import { meanSquaredSlope, type UnitFunction } from './moments.ts';

/** The behaviour of signal and gradient in a deep, wide, random network. */
export interface MeanField {
  /** The standard deviation of W times √fanIn, and that of b. */
  readonly sigmaW: number;
  readonly sigmaB: number;
  /**
   * The variance of z far from the input; Infinity if it grows without bound, `any` if every variance stays
   * as it is.
   */
  readonly qStar: FixedPoint;
  /**
   * `χ₁ = σw² E φ′(√q* z)²`: the factor of E‖δ‖² from layer to layer on its way back. It is also the slope,
   * at correlation 1, of the map of two inputs' correlation: below 1 they converge (order), above 1 they
   * diverge (chaos).
   */
  readonly chi1: number;
  /** `1 / |ln χ₁|`: the layers over which E‖δ‖² changes by a factor of e; Infinity if χ₁ is 1. */
  readonly depthScale: number;
}

/** χ₁ is known to about 1e-12: values closer to 1 count as 1. */
const CLOSE = 1e-11;

/**
 * The mean-field theory of a wide network with W ~ N(0, σw² / fanIn) and b ~ N(0, σb²).
 *
 * @param sigmaW from 0 to 1000
 * @param sigmaB from 0 to 1000
 * @throws RangeError if they are anything else
 *
 * Source: Schoenholz et al. 2017, "Deep Information Propagation". Among its depth scales, this is that of the
 * gradient, `ξ∇⁻¹ = −ln χ₁`, without its sign (the paper's is negative in chaos, where gradients explode). In
 * order it is also ξc, over which the correlation of two inputs approaches 1; such networks train to a depth
 * of about 6 of it.
 */
export function meanField(φ: UnitFunction, sigmaW: number, sigmaB: number): MeanField {
  checkSigma('sigmaW', sigmaW);
  checkSigma('sigmaB', sigmaB);
  const qStar = fixedPoint(φ, sigmaW, sigmaB);
  const chi1 = sigmaW * sigmaW * meanSquaredSlope(φ, qStar === 'any' ? 1 : qStar);
  return { sigmaW, sigmaB, qStar, chi1, depthScale: depthScale(chi1) };
}

function depthScale(chi1: number): number {
  return Math.abs(chi1 - 1) <= CLOSE ? Number.POSITIVE_INFINITY : 1 / Math.abs(log(chi1));
}
