import type { ActivationSettings } from '../network/activation/index.ts';
import type { InitSettings } from '../network/initializer/index.ts';

/** How the layers of a reference network are built. */
export interface ReferenceDesign {
  readonly activation: ActivationSettings;
  readonly init: InitSettings;
}

/**
 * Designs that keep the signal at every depth, by theory and by experience: one is piecewise linear, one
 * smooth.
 */
export const REFERENCE_DESIGNS = [
  { activation: { kind: 'relu' }, init: { kind: 'heNormal' } },
  { activation: { kind: 'tanh' }, init: { kind: 'orthogonal', gain: 1 } },
] as const satisfies readonly ReferenceDesign[];

/** Random starts of each design. */
export const REFERENCE_STARTS = 8;
