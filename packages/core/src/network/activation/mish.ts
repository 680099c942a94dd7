import type { Activation } from '../../engine/engine.ts';
import { exp } from '../../engine/math/exp.ts';
import { expTimes } from '../../engine/math/expTimes.ts';

/** Beyond, h and the slope are their limits. */
const FAR = 800;

/** Below, tanh(log(1 + e^z)) is e^z to the last bit. */
const TAIL = -40;

/**
 * Mish, `z tanh(log(1 + eᶻ))`. Its slope is 0 at −1.192, and largest at 1.491.
 *
 * With `e = e^−|z|` the hyperbolic tangent is a quotient of two polynomials of e, and so is its slope: only
 * the two terms of φ′ cancel, around its 0.
 *
 * Source: Misra 2020, "Mish: A Self Regularized Non-Monotonic Activation Function".
 */
export const mish: Activation = {
  name: 'mish',
  formula: 'z tanh(log(1 + eᶻ))',
  readsInput: true,
  largestSlope: 1.088498161251728,
  forward(input) {
    const z = Math.max(input, -FAR);
    if (z < TAIL) return expTimes(z, z);
    const e = exp(-Math.abs(z));
    const n = z > 0 ? 1 + 2 * e : e * (2 + e);
    return z * (n / (n + 2 * (z > 0 ? e * e : 1)));
  },
  backward(dh, _h, input) {
    const z = Math.max(Math.min(input, FAR), -FAR);
    if (z < TAIL) return dh * expTimes(z, 1 + z);
    const e = exp(-Math.abs(z));
    return dh * (z > 0 ? slopeAbove(z, e) : slopeBelow(z, e));
  },
};

/** n/D + 4 z e² (1 + e)/D², n = 1 + 2e, D = n + 2e² */
function slopeAbove(z: number, e: number): number {
  const n = 1 + 2 * e;
  const D = n + 2 * e * e;
  return n / D + (z * (4 * e * e * (1 + e))) / (D * D);
}

/** e ((2 + e) D + 4 z (1 + e))/D², D = 2 + e (2 + e) */
function slopeBelow(z: number, e: number): number {
  const D = 2 + e * (2 + e);
  return (e * ((2 + e) * D + 4 * z * (1 + e))) / (D * D);
}
