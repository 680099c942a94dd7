import type { Activation } from '../../engine/engine.ts';

/**
 * Softsign, `z / (1 + |z|)`, a sigmoid around 0 whose slope `1 / (1 + |z|)²` falls as a power of z, not
 * exponentially. The slope is smooth except at 0, where it has a corner.
 *
 * Source: Bergstra, Desjardins, Lamblin & Bengio 2009, "Quadratic Polynomials Learn Better Image Features".
 */
export const softsign: Activation = {
  name: 'softsign',
  formula: 'z / (1 + |z|)',
  readsInput: true,
  largestSlope: 1,
  forward: z => (Math.abs(z) === Number.POSITIVE_INFINITY ? Math.sign(z) : z / (1 + Math.abs(z))),
  backward(dh, _h, z) {
    const root = 1 / (1 + Math.abs(z));
    return dh * root * root;
  },
  piece: h => (h > 0 ? 1 : 0),
};
