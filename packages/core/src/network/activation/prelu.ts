import type { Activation } from '../../engine/engine.ts';
import { activationKind } from './activationKind.ts';

/**
 * The parametric rectified linear unit, `z` above 0 and `a z` at and below it, with a learned a.
 *
 * `∂h/∂a = min(0, z)`. Since a may become negative, h does not show the sign of z, so z itself is read.
 *
 * @param slope the present value of a
 *
 * Source: He, Zhang, Ren & Sun 2015, "Delving Deep into Rectifiers", equations 1 and 3.
 */
export function prelu(slope: () => number): Activation {
  return {
    name: 'prelu',
    get formula() {
      return `z if z > 0, else ${slope()} z`;
    },
    get parameter() {
      return slope();
    },
    readsInput: true,
    get largestSlope() {
      return Math.max(1, Math.abs(slope()));
    },
    forward: z => (z > 0 ? z : slope() * z),
    backward: (dh, _h, z) => (z > 0 ? dh : slope() * dh),
    piece: (_h, z) => (z > 0 ? 1 : 0),
  };
}

export const preluKind = activationKind({
  label: 'PReLU',
  settings: { slope: { default: 0.25, from: -1, to: 1, description: 'First slope below 0; it is learned.' } },
  make: ({ slope }) => prelu(() => slope),
});
