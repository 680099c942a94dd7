import { fromKinds } from '../kinds/kind.ts';
import { type InitSettings, initializers } from '../network/initializer/index.ts';
import { kindSchema } from './kindSchema.ts';

/** How a layer's parameters start: a name or { kind, … }; always the latter after parsing. */
export const initSchema = fromKinds(() =>
  kindSchema<InitSettings>(initializers).describe(
    'How weights and biases start: a name, or { kind, … } with the numbers that it takes.',
  ),
);
