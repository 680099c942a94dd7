import { type ActivationName, activationKinds } from './index.ts';

/** Names of other libraries' own for our activations, in small letters. */
const OTHER_NAMES = new Map<string, ActivationName>([['swish', 'silu']]);

/** Kinds whose name is that of a function, not of a module: it may be part of a loss as well. */
const NO_MODULES = ['sin'];

const plain = (name: string) => name.toLowerCase().replaceAll('_', '');

/**
 * The activation that PyTorch or Keras calls so; undefined if there is none.
 *
 * @param name a class such as `LeakyReLU`, or a function such as `leaky_relu`
 */
export function activationNamed(name: string): ActivationName | undefined {
  const ours = (Object.keys(activationKinds) as ActivationName[]).filter(kind => !NO_MODULES.includes(kind));
  return ours.find(kind => plain(kind) === plain(name)) ?? OTHER_NAMES.get(plain(name));
}
