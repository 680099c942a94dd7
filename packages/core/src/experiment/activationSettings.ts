import type { z } from 'zod';
import { fromKinds, type Kind } from '../kinds/kind.ts';
import { activationKinds } from '../network/activation/index.ts';
import type { LayerSettings, SoftmaxSettings } from '../network/layerSettings.ts';
import { type GivenKind, kindSchema } from './kindSchema.ts';

/** The activation of a hidden layer: elementwise, or maxout, the largest of several affine maps. */
export type LayerActivationSettings = Exclude<LayerSettings['activation'], SoftmaxSettings>;

/** Maxout is a layer's own: it is not elementwise. */
const maxout: Kind = {
  settings: {
    pieces: {
      whole: true,
      default: 2,
      from: 2,
      to: 100,
      description: 'Number of affine maps; a unit takes the largest.',
    },
  },
};

/** An interface, so that a program's own activations are in it. */
export interface ActivationSchema
  extends z.ZodType<LayerActivationSettings, GivenKind<LayerActivationSettings>> {}

/** A hidden layer's activation: a name or { kind, … }; always the latter once parsed. */
export const activationSchema = fromKinds((): ActivationSchema => {
  const names = [...Object.keys(activationKinds), 'maxout'];
  return kindSchema<LayerActivationSettings>({ maxout, ...activationKinds }, names).describe(
    'A name, or { kind, … } with the slope, alpha, omega or pieces that it takes.',
  );
});
