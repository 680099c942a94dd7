import { RAVEN } from '#bundledTexts';
import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';
import { type TokenForm, tokenInputs } from './tokens.ts';

export interface CharactersSettings {
  /** Characters of a sequence. */
  readonly length: number;
  readonly tokens: TokenForm;
}

/**
 * The next character of a poem at every position: the text is cut into sequences of `length` characters, one after the
 * other, and the class at each is the character that follows it. What is left over at the end is not used.
 *
 * Tokens and classes are the different characters in ascending order of their code; the classes bear them as names. y is
 * `[samples, length]`.
 *
 * Source: Edgar Allan Poe 1845, "The Raven" (public domain), in ASCII.
 *
 * @throws RangeError if length is not a positive integer that leaves at least one sequence
 * @throws TypeError in a bundle that loads the text later, if `loadData` was not awaited first
 */
export function characters({ length, tokens }: CharactersSettings): Dataset {
  requireCount('length', length);
  if (RAVEN === '') throw new TypeError('characters: expected loadData to have been awaited, got no text');
  const samples = Math.floor((RAVEN.length - 1) / length);
  if (samples === 0) {
    throw new RangeError(`length: expected at most ${RAVEN.length - 1} characters, got ${length}`);
  }
  const classNames = [...new Set(RAVEN)].sort();
  const codes = Int32Array.from(RAVEN.slice(0, samples * length + 1), name => classNames.indexOf(name));
  const [given, y] = [codes.slice(0, -1), codes.slice(1)];
  const vocabulary = classNames.length;
  return { ...tokenInputs(given, length, vocabulary, tokens), classes: vocabulary, classNames, y };
}
