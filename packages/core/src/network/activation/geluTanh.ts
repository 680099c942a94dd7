import type { Activation } from '../../engine/engine.ts';
import { expTimes } from '../../engine/math/expTimes.ts';
import { sigmoid } from '../../engine/math/sigmoid.ts';

/** 2 √(2/π) */
const SCALE = 1.5957691216057308;
const CUBIC = 0.044715;

/** Beyond this, h and the slope equal their limits, and z³ need not be computed. */
const FAR = 40;

/** Below, σ(u) is e^u to the last bit. */
const TAIL = -40;

/**
 * gelu with a tanh instead of erf, `½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))`. In terms of `u = 2 √(2/π) (z +
 * 0.044715 z³)` it is `z σ(u)`, which does not cancel, with slope `σ(u) (1 + z u′ σ(−u))`.
 *
 * Source: Hendrycks & Gimpel 2016, "Gaussian Error Linear Units (GELUs)", section 2.
 */
export const geluTanh: Activation = {
  name: 'geluTanh',
  label: 'GELU (tanh)',
  formula: '½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))',
  readsInput: true,
  largestSlope: 1.1289930686587717,
  forward(input) {
    const z = Math.max(input, -FAR);
    return timesSigmoid(argument(z), z);
  },
  backward(dh, _h, input) {
    const z = Math.max(Math.min(input, FAR), -FAR);
    const u = argument(z);
    const slopeOfU = SCALE * (1 + 3 * CUBIC * z * z);
    return dh * timesSigmoid(u, 1 + z * slopeOfU * sigmoid(-u));
  },
};

function argument(z: number): number {
  return SCALE * z * (1 + CUBIC * z * z);
}

/** factor · σ(u) */
function timesSigmoid(u: number, factor: number): number {
  return u < TAIL ? expTimes(u, factor) : factor * sigmoid(u);
}
