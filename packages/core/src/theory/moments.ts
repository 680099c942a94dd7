import type { Activation } from '../engine/engine.ts';
import { slope } from '../network/activation/index.ts';
import type { MaxoutSettings } from '../network/layerSettings.ts';
import { gaussianMean } from './gaussianMean.ts';
import { kinks } from './kinks.ts';
import { maxoutMean, maxoutMeanSquare } from './maxoutMeanSquare.ts';
import { sineMeanSquare, sineMeanSquaredSlope } from './sineMoments.ts';

/** The function of a unit of its z, or of those of its pieces. */
export type UnitFunction = Activation | MaxoutSettings;

/** Far enough out for every activation to have its last slope, and for its terms not to overflow. */
const FAR = 2 ** 40;

/**
 * `E φ(√q z)²`, z standard normal: the mean square of a wide layer's h, from the variance q of its z.
 *
 * By quadrature, except for a sine, which has too many waves for it if q is large.
 */
export function meanSquare(φ: UnitFunction, q: number): number {
  if ('pieces' in φ) return q * maxoutMeanSquare(φ.pieces);
  if (φ.name === 'sin') return sineMeanSquare(φ.parameter!, q);
  return gaussianMean(z => square(φ.forward(z)), q, kinks(φ));
}

/**
 * `E φ′(√q z)²`, z standard normal: the share of ‖∂loss/∂h‖² that a wide layer passes to z. A maxout unit
 * passes everything
 * to one of its pieces. Computed like {@link meanSquare}.
 *
 * @param q variance of z; 0 and Infinity give the limits
 */
export function meanSquaredSlope(φ: UnitFunction, q: number): number {
  if ('pieces' in φ) return 1;
  if (φ.name === 'sin') return sineMeanSquaredSlope(φ.parameter!, q);
  const squaredSlope = (z: number) => square(slope(φ, z));
  if (q === Number.POSITIVE_INFINITY) return (squaredSlope(FAR) + squaredSlope(-FAR)) / 2;
  return gaussianMean(squaredSlope, q, kinks(φ));
}

/** `E φ(√q z)`, z standard normal: the mean of a wide layer's h. Computed like {@link meanSquare}. */
export function meanValue(φ: UnitFunction, q: number): number {
  if ('pieces' in φ) return Math.sqrt(q) * maxoutMean(φ.pieces);
  if (φ.name === 'sin') return 0;
  return gaussianMean(φ.forward, q, kinks(φ));
}

function square(x: number): number {
  return x * x;
}
