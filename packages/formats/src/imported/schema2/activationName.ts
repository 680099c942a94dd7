import { activationNamed } from 'gradscope';

/** Activations that experiments do not have; identity is none in a log. */
const OTHERS = new Map<string, string | undefined>([
  ['hardswish', 'hardSwish'],
  ['softmax', 'softmax'],
  ['identity', undefined],
]);

/**
 * Our name for an activation by its name in PyTorch or Keras.
 *
 * @param kind a class or a function: `LeakyReLU`, `leaky_relu`
 * @returns undefined for anything else
 */
export function activationName(kind: string): string | undefined {
  const plain = kind.toLowerCase().replaceAll('_', '');
  return OTHERS.has(plain) ? OTHERS.get(plain) : activationNamed(kind);
}
