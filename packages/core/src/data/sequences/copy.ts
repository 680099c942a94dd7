import type { RandomState } from '../../random/randomState.ts';
import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';
import { type TokenForm, tokenInputs } from './tokens.ts';

export interface CopySettings {
  readonly samples: number;
  /** Symbols to remember. */
  readonly length: number;
  /** Different symbols. */
  readonly symbols: number;
  /** Positions between the last symbol and the first answer, at least 1. */
  readonly delay: number;
  readonly tokens: TokenForm;
}

const BLANK = 0;

/**
 * The copy problem: `length` random symbols, then `delay` positions of which the last has a mark and the others are blank,
 * then `length` blanks, at which the symbols are to be repeated in their order. The answer at every other position is blank.
 *
 * Tokens: 0 is blank, 1 … `symbols` are the symbols and `symbols + 1` is the mark. Classes: the same without the mark. X has
 * `2 · length + delay` positions and y is `[samples, positions]`. A network without memory that answers blank, and at the
 * end each symbol equally often, has a mean cross entropy of `length · ln(symbols) / positions`.
 *
 * @param random draws for each sample its symbols
 * @throws RangeError if a count is not a positive integer
 *
 * Source: Hochreiter & Schmidhuber 1997, "Long short-term memory", in the form of Arjovsky, Shah & Bengio 2016, "Unitary
 * evolution recurrent neural networks", section 4.1, with length 10 and 8 symbols.
 */
export function copy(
  { samples, length, symbols, delay, tokens }: CopySettings,
  random: RandomState,
): Dataset {
  for (const [name, count] of Object.entries({ samples, length, symbols, delay })) requireCount(name, count);
  const positions = 2 * length + delay;
  const given = new Int32Array(samples * positions).fill(BLANK);
  const y = new Int32Array(samples * positions).fill(BLANK);
  for (let start = 0; start < given.length; start += positions) {
    for (let t = 0; t < length; t++) {
      const symbol = random.randint(1, symbols + 1);
      given[start + t] = symbol;
      y[start + length + delay + t] = symbol;
    }
    given[start + length + delay - 1] = symbols + 1;
  }
  return { ...tokenInputs(given, positions, symbols + 2, tokens), classes: symbols + 1, y };
}
