import type { RandomState } from '../../random/randomState.ts';
import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';
import { type TokenForm, tokenInputs } from './tokens.ts';

export interface TemporalOrderSettings {
  readonly samples: number;
  /** Positions of a sequence, at least 10. */
  readonly length: number;
  readonly tokens: TokenForm;
}

/** Tokens: those without meaning are 0 … 3, then X and Y, the start and the end. */
const FILLERS = 4;
const X_TOKEN = 4;
const [START, END] = [6, 7];
const VOCABULARY = 8;
/** Shorter sequences would have no place for what is to be told apart. */
const SHORTEST_ORDER = 10;

/**
 * Temporal order: random tokens without meaning, except for an X or Y in the second tenth of the sequence and another
 * somewhat behind its middle; the class tells in which order they came: X X, X Y, Y X or Y Y.
 *
 * The first token is the start and the last the end. The first place is from ⌊length / 10⌋ to ⌊length / 5⌋, the other from
 * ⌊length / 2⌋ to ⌊3 length / 5⌋: 10 … 20 and 50 … 60 of 100, as in the source. There a sequence has 100 to 110 tokens; here
 * all are of one length. A network that answers each class equally often has a cross entropy of ln 4.
 *
 * @param random draws for each sample its tokens without meaning, two places, and X or Y at each
 * @throws RangeError if samples is not a positive integer, or length not one from 10 on
 *
 * Source: Hochreiter & Schmidhuber 1997, "Long short-term memory", experiment 6a.
 */
export function temporalOrder(
  { samples, length, tokens }: TemporalOrderSettings,
  random: RandomState,
): Dataset {
  requireCount('samples', samples);
  requireCount('length', length);
  if (length < SHORTEST_ORDER) {
    throw new RangeError(`length: expected at least ${SHORTEST_ORDER} positions, got ${length}`);
  }
  const given = new Int32Array(samples * length);
  const y = new Int32Array(samples);
  for (let n = 0; n < samples; n++) {
    const row = given.subarray(n * length, (n + 1) * length);
    for (let t = 1; t < length - 1; t++) row[t] = random.randint(0, FILLERS);
    row[0] = START;
    row[length - 1] = END;
    const places = [
      random.randint(Math.floor(length / 10), Math.floor(length / 5) + 1),
      random.randint(Math.floor(length / 2), Math.floor((3 * length) / 5) + 1),
    ];
    for (const place of places) {
      const which = random.randint(0, 2);
      row[place] = X_TOKEN + which;
      y[n] = 2 * y[n] + which;
    }
  }
  const classNames = ['X X', 'X Y', 'Y X', 'Y Y'];
  return { ...tokenInputs(given, length, VOCABULARY, tokens), classes: 4, classNames, y };
}
