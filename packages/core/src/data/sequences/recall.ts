import type { RandomState } from '../../random/randomState.ts';
import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';
import { type TokenForm, tokenInputs } from './tokens.ts';

export interface RecallSettings {
  readonly samples: number;
  /** Positions of a sequence. */
  readonly length: number;
  /** Different tokens, each its own class. */
  readonly symbols: number;
  readonly tokens: TokenForm;
}

/**
 * First-token recall: random tokens, of which the first is to be told at the end; those after it say nothing. A network that
 * has forgotten it has a cross entropy of ln(symbols).
 *
 * y is `[samples]`, the first tokens.
 *
 * @param random draws for each sample its tokens
 * @throws RangeError if a count is not a positive integer
 *
 * Source: after Hochreiter & Schmidhuber 1997, "Long short-term memory", experiment 2, whose distractors are tokens of their
 * own; here they are of the same kind, so that only the position tells which token counts.
 */
export function recall({ samples, length, symbols, tokens }: RecallSettings, random: RandomState): Dataset {
  for (const [name, count] of Object.entries({ samples, length, symbols })) requireCount(name, count);
  const given = Int32Array.from({ length: samples * length }, () => random.randint(0, symbols));
  const y = Int32Array.from({ length: samples }, (_, n) => given[n * length]);
  return { ...tokenInputs(given, length, symbols, tokens), classes: symbols, y };
}
