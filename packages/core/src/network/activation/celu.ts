import type { Activation } from '../../engine/engine.ts';
import { expm1 } from '../../engine/math/expm1.ts';
import { activationKind } from './activationKind.ts';

/**
 * The continuously differentiable exponential linear unit, `z` above 0 and `α (e^(z/α) − 1)` at and below it, where its
 * slope is `e^(z/α) = 1 + h/α`: 1 at 0 for any α. It comes from h as that of elu.
 *
 * @param alpha α > 0
 *
 * Source: Barron 2017, "Continuously Differentiable Exponential Linear Units".
 */
export function celu(alpha: number): Activation {
  return {
    name: 'celu',
    formula: `z if z > 0, else ${alpha} (e^(z/${alpha}) − 1)`,
    parameter: alpha,
    readsInput: false,
    largestSlope: 1,
    forward: z => (z > 0 ? z : alpha * expm1(z / alpha)),
    backward: (dh, h) => (h > 0 ? dh : dh * (1 + h / alpha)),
    piece: h => (h > 0 ? 1 : 0),
  };
}

export const celuKind = activationKind({
  label: 'CELU',
  settings: { alpha: { default: 1, from: 0.001, to: 1000, description: 'α in α (e^(z/α) − 1), below 0.' } },
  make: ({ alpha }) => celu(alpha),
});
