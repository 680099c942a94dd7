import type { Activation } from '../../engine/engine.ts';
import { erf } from '../../engine/math/erf.ts';
import { erfcx } from '../../engine/math/erfcx.ts';
import { exp } from '../../engine/math/exp.ts';
import { timesGaussian } from '../../engine/math/timesGaussian.ts';

const INVERSE_ROOT_2_PI = 0.3989422804014327;

/** Beyond this, h and the slope equal their limits, and z² need not be computed. */
const FAR = 40;

/** Below, Φ is taken from the tail of the Gaussian, since ½ + ½ erf would cancel. */
const TAIL = -1;

/**
 * The Gaussian error linear unit, `z Φ(z)`, Φ the distribution function of the standard normal distribution. Its slope
 * `Φ(z) + z φ(z)`, φ the density, is 0 at −0.752, and largest at √2.
 *
 * Source: Hendrycks & Gimpel 2016, "Gaussian Error Linear Units (GELUs)".
 */
export const gelu: Activation = {
  name: 'gelu',
  label: 'GELU',
  formula: 'z Φ(z)',
  readsInput: true,
  largestSlope: 1.1289041451851547,
  forward(input) {
    const z = Math.max(input, -FAR);
    return z < TAIL ? timesGaussian(z, (z / 2) * scaledTail(z)) : z * distribution(z);
  },
  backward(dh, _h, input) {
    const z = Math.max(Math.min(input, FAR), -FAR);
    if (z < TAIL) return dh * timesGaussian(z, scaledTail(z) / 2 + z * INVERSE_ROOT_2_PI);
    return dh * (distribution(z) + z * INVERSE_ROOT_2_PI * exp((z * z) / -2));
  },
};

/** Φ(z) = ½ + ½ erf(z/√2) */
function distribution(z: number): number {
  return 0.5 + 0.5 * erf(z * Math.SQRT1_2);
}

/** 2 Φ(z) e^(z²/2) */
function scaledTail(z: number): number {
  return erfcx(-z * Math.SQRT1_2);
}
