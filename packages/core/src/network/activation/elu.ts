import type { Activation } from '../../engine/engine.ts';
import { expm1 } from '../../engine/math/expm1.ts';
import { activationKind } from './activationKind.ts';

/**
 * The exponential linear unit, `z` above 0 and `α (eᶻ − 1)` at and below it, where its slope is `α eᶻ = h +
 * α`.
 *
 * If h is close to −α, the slope is known to the last bit of α, not of itself: from about z = −37 down it is
 * 0, as that of the sigmoid is from 37 up.
 *
 * @param alpha α ≥ 0; at 0 the slope jumps unless α = 1
 *
 * Source: Clevert, Unterthiner & Hochreiter 2016, "Fast and Accurate Deep Network Learning by Exponential
 * Linear Units (ELUs)".
 */
export function elu(alpha: number): Activation {
  return {
    name: 'elu',
    formula: `z if z > 0, else ${alpha} (eᶻ − 1)`,
    parameter: alpha,
    readsInput: false,
    largestSlope: Math.max(1, alpha),
    forward: z => (z > 0 ? z : alpha * expm1(z)),
    backward: (dh, h) => (h > 0 ? dh : dh * (h + alpha)),
    piece: h => (h > 0 ? 1 : 0),
  };
}

export const eluKind = activationKind({
  label: 'ELU',
  settings: { alpha: { default: 1, from: 0, to: 1000, description: 'α in α (eᶻ − 1), below 0.' } },
  make: ({ alpha }) => elu(alpha),
});
