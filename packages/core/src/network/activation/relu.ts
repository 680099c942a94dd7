import type { Activation } from '../../engine/engine.ts';

/**
 * The rectified linear unit, `max(0, z)`, with slope 1 above 0 and 0 at and below it: the signal passes whole or not at all.
 *
 * Source: Nair & Hinton 2010, "Rectified Linear Units Improve Restricted Boltzmann Machines".
 */
export const relu: Activation = {
  name: 'relu',
  label: 'ReLU',
  formula: 'max(0, z)',
  readsInput: false,
  largestSlope: 1,
  forward: z => (z < 0 ? 0 : z),
  backward: (dh, h) => (h <= 0 ? 0 : dh),
  piece: h => (h > 0 ? 1 : 0),
};
