import { Mt19937 } from './mt19937.ts';

/** The whole state of a `RandomState`, as plain data that survives JSON. */
export interface SavedRandomState {
  /** The 624 words of the Mersenne Twister, each in 0 … 2^32 − 1. */
  readonly words: readonly number[];
  /** Number of used words, in 0 … 624. */
  readonly position: number;
  /** The second normal of the last pair, if only the first was used. */
  readonly cachedNormal: number | null;
}

/** Throws RangeError for an invalid state of a `RandomState`, as in a damaged checkpoint. */
export function checkSavedRandomState({ words, position, cachedNormal }: SavedRandomState): void {
  const size = Mt19937.size;
  if (words.length !== size) {
    throw new RangeError(`state.words: expected ${size} words, got ${words.length}`);
  }
  const wrong = words.findIndex(word => word !== word >>> 0);
  if (wrong >= 0) {
    throw new RangeError(`state.words[${wrong}]: expected an integer in 0 … 2^32 − 1, got ${words[wrong]}`);
  }
  if (!Number.isInteger(position) || position < 0 || position > size) {
    throw new RangeError(`state.position: expected an integer in 0 … ${size}, got ${position}`);
  }
  if (cachedNormal !== null && !Number.isFinite(cachedNormal)) {
    throw new RangeError(`state.cachedNormal: expected a finite number or null, got ${cachedNormal}`);
  }
}
