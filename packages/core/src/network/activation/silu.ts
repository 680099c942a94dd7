import type { Activation } from '../../engine/engine.ts';
import { expTimes } from '../../engine/math/expTimes.ts';
import { sigmoid } from '../../engine/math/sigmoid.ts';

/** Beyond, h and the slope are their limits. */
const FAR = 800;

/** Below, σ(z) is e^z to the last bit. */
const TAIL = -40;

/**
 * The sigmoid linear unit, also named swish, `z σ(z)`. Its slope `σ(z) (1 + z σ(−z))` is 0 at −1.278, and largest at
 * 2.399.
 *
 * Source: Elfwing, Uchibe & Doya 2018, "Sigmoid-Weighted Linear Units for Neural Network Function Approximation in
 * Reinforcement Learning".
 */
export const silu: Activation = {
  name: 'silu',
  label: 'SiLU',
  formula: 'z / (1 + e⁻ᶻ)',
  readsInput: true,
  largestSlope: 1.099839320128867,
  forward(input) {
    const z = Math.max(input, -FAR);
    return z < TAIL ? expTimes(z, z) : z * sigmoid(z);
  },
  backward(dh, _h, input) {
    const z = Math.max(Math.min(input, FAR), -FAR);
    return dh * (z < TAIL ? expTimes(z, 1 + z) : sigmoid(z) * (1 + z * sigmoid(-z)));
  },
};
