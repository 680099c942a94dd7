import type { Activation } from '../../engine/engine.ts';
import { activationKind } from './activationKind.ts';

/**
 * The leaky rectified linear unit, `z` above 0 and `slope · z` at and below it: a unit that is off still
 * learns.
 *
 * @param slope 0 … 1; h has the sign of z, and so shows which of the two it was
 *
 * Source: Maas, Hannun & Ng 2013, "Rectifier Nonlinearities Improve Neural Network Acoustic Models".
 */
export function leakyRelu(slope: number): Activation {
  return {
    name: 'leakyRelu',
    formula: `z if z > 0, else ${slope} z`,
    parameter: slope,
    readsInput: false,
    largestSlope: Math.max(1, slope),
    forward: z => (z > 0 ? z : slope * z),
    backward: (dh, h) => (h > 0 ? dh : slope * dh),
    piece: h => (h > 0 ? 1 : 0),
  };
}

export const leakyReluKind = activationKind({
  label: 'Leaky ReLU',
  settings: {
    slope: { default: 0.01, from: 0, to: 1, description: 'Slope below 0.', torch: 'negative_slope' },
  },
  make: ({ slope }) => leakyRelu(slope),
});
