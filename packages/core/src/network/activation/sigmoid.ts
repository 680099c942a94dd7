import type { Activation } from '../../engine/engine.ts';
import { sigmoid as logistic } from '../../engine/math/sigmoid.ts';

/**
 * The logistic sigmoid, `σ(z) = 1 / (1 + e⁻ᶻ)`, with slope `σ (1 − σ) ≤ ¼`: each sigmoid layer removes at
 * least three quarters of the signal that flows back through it.
 *
 * Source: Rumelhart, Hinton & Williams 1986, "Learning Representations by Back-propagating Errors", equation
 * 2.
 */
export const sigmoid: Activation = {
  name: 'sigmoid',
  formula: '1 / (1 + e⁻ᶻ)',
  readsInput: false,
  largestSlope: 1 / 4,
  forward: logistic,
  backward: (dh, h) => dh * (h * (1 - h)),
};
