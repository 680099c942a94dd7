import { checkSigma } from './checkSigma.ts';
import { type FixedPoint, fixedPoint, HIGHEST, LOWEST } from './fixedPoint.ts';
import { isHomogeneous } from './homogeneous.ts';
import type { MeanField } from './meanField.ts';
import { meanSquare, meanSquaredSlope, type UnitFunction } from './moments.ts';
import { signChange } from './signChange.ts';

/** The mean field at χ₁ = 1. */
export interface CriticalPoint extends MeanField {
  /**
   * Whether q converges to q* from 1. If not, q* repels: a network with this σw and σb has the fixed point
   * that `meanField` finds.
   */
  readonly isReached: boolean;
}

/** Relative difference up to which two searches have found the same fixed point. */
const SAME = 1e-6;

/**
 * The σw at which, with this σb, a fixed point q* has χ₁ = 1: gradients neither vanish nor explode.
 *
 * Along such points `σw² = 1 / E φ′(√q z)²` and `σb² = q − σw² E φ(√q z)²`; the result has the smallest q
 * with the given
 * σb. If χ₁ = 1 only for q → ∞, as for relu with σb > 0, q* is Infinity.
 *
 * @param sigmaB from 0 to 1000
 * @returns undefined if no σw is critical
 * @throws RangeError if sigmaB is anything else
 *
 * Source: Schoenholz et al. 2017, "Deep Information Propagation": the line between order and chaos.
 */
export function criticalPoint(φ: UnitFunction, sigmaB: number): CriticalPoint | undefined {
  checkSigma('sigmaB', sigmaB);
  if (isHomogeneous(φ)) {
    const sigmaW = sigmaWAt(φ, 1);
    return critical(sigmaW, sigmaB, fixedPoint(φ, sigmaW, sigmaB), true);
  }
  const qStar = criticalVariance(φ, sigmaB);
  const sigmaW = sigmaWAt(φ, qStar);
  if (!Number.isFinite(sigmaW)) return undefined;
  return critical(sigmaW, sigmaB, qStar, isSame(fixedPoint(φ, sigmaW, sigmaB), qStar));
}

function critical(sigmaW: number, sigmaB: number, qStar: FixedPoint, isReached: boolean): CriticalPoint {
  return { sigmaW, sigmaB, qStar, chi1: 1, depthScale: Number.POSITIVE_INFINITY, isReached };
}

/** The σw that makes χ₁ 1 at this q. */
function sigmaWAt(φ: UnitFunction, q: number): number {
  return 1 / Math.sqrt(meanSquaredSlope(φ, q));
}

function criticalVariance(φ: UnitFunction, sigmaB: number): number {
  const excess = (q: number) => q - meanSquare(φ, q) / meanSquaredSlope(φ, q) - sigmaB * sigmaB;
  if (excess(0) > -LOWEST * LOWEST) return 0;
  return signChange(excess, LOWEST, HIGHEST) ?? Number.POSITIVE_INFINITY;
}

function isSame(a: FixedPoint, b: number): boolean {
  return a !== 'any' && (a === b || Math.abs(a - b) <= SAME * b);
}
