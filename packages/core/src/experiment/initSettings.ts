import type { z } from 'zod';
import { fromKinds } from '../kinds/kind.ts';
import { type InitSettings, initializers } from '../network/initializer/index.ts';
import { type GivenKind, kindSchema } from './kindSchema.ts';

/** An interface, so that a program's own initializers are in it. */
export interface InitSchema extends z.ZodType<InitSettings, GivenKind<InitSettings>> {}

/** How a layer's parameters start: a name or { kind, … }; always the latter after parsing. */
export const initSchema = fromKinds(
  (): InitSchema =>
    kindSchema<InitSettings>(initializers).describe(
      'How weights and biases start: a name, or { kind, … } with the numbers that it takes.',
    ),
);
