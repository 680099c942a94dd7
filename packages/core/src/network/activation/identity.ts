import type { Activation } from '../../engine/engine.ts';

/** `h = z`: an affine layer, such as the output layer. */
export const identity: Activation = {
  name: 'identity',
  label: 'None (linear)',
  formula: 'z',
  readsInput: false,
  largestSlope: 1,
  forward: z => z,
  backward: dh => dh,
};
