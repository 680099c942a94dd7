import type { Inputs } from '../dataset.ts';

/**
 * How a token, a whole number from 0 on, is given at its position: `oneHot` as one channel for each token, 1 in its own and
 * 0 elsewhere; `number` as one channel with the token, for an embedding layer.
 */
export type TokenForm = 'oneHot' | 'number';

/** The channels of a position. */
export function tokenChannels(vocabulary: number, form: TokenForm): number {
  return form === 'number' ? 1 : vocabulary;
}

/**
 * Sequences of tokens as inputs.
 *
 * @param tokens row-major `[samples, length]`, from 0 to below `vocabulary`
 */
export function tokenInputs(
  tokens: Int32Array,
  length: number,
  vocabulary: number,
  form: TokenForm,
): Inputs & { readonly axes: readonly number[] } {
  const channels = tokenChannels(vocabulary, form);
  const X = form === 'number' ? Float64Array.from(tokens) : new Float64Array(tokens.length * vocabulary);
  if (form === 'oneHot') for (const [i, token] of tokens.entries()) X[i * vocabulary + token] = 1;
  return { samples: tokens.length / length, features: length * channels, axes: [length], X };
}
