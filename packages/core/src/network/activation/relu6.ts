import type { Activation } from '../../engine/engine.ts';

/**
 * A relu that ends at 6, `max(0, min(6, z))`, with slope 1 inside (0, 6) and 0 at and beyond its ends.
 *
 * Source: Krizhevsky 2010, "Convolutional Deep Belief Networks on CIFAR-10".
 */
export const relu6: Activation = {
  name: 'relu6',
  label: 'ReLU6',
  formula: 'max(0, min(6, z))',
  readsInput: false,
  largestSlope: 1,
  forward: z => Math.max(0, Math.min(6, z)),
  backward: (dh, h) => (h <= 0 || h >= 6 ? 0 : dh),
  piece: h => (h <= 0 ? 0 : h >= 6 ? 2 : 1),
};
