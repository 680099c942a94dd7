import type { Activation } from '../../engine/engine.ts';
import { cos } from '../../engine/math/cos.ts';
import { sin as sine } from '../../engine/math/sin.ts';
import { activationKind } from './activationKind.ts';

/**
 * A wave, `sin(ω z)`, with slope `ω cos(ω z)`. It has no value at ±∞: NaN.
 *
 * @param omega ω > 0, radians for a unit of z
 *
 * Source: Sitzmann, Martel, Bergman, Lindell & Wetzstein 2020, "Implicit Neural Representations with Periodic Activation
 * Functions"; there ω = 30.
 */
export function sin(omega: number): Activation {
  return {
    name: 'sin',
    formula: omega === 1 ? 'sin(z)' : `sin(${omega} z)`,
    parameter: omega,
    readsInput: true,
    largestSlope: omega,
    forward: z => sine(omega * z),
    backward: (dh, _h, z) => dh * (omega * cos(omega * z)),
  };
}

export const sinKind = activationKind({
  label: 'Sine',
  settings: { omega: { default: 1, from: 0.001, to: 1000, description: 'ω in sin(ω z), in radians.' } },
  make: ({ omega }) => sin(omega),
});
