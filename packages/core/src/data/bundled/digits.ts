import { ALPHABET, IMAGES, LABELS, PAIRS } from '#bundledTexts';
import type { Dataset } from '../dataset.ts';
import { DIGIT_AXES, type DigitShape } from './digitAxes.ts';

/** Grey levels 0 … 16 of a pixel: the first symbols of the alphabet; each further one is a pair of symbols before it. */
const LEVELS = 17;
const PIXELS = 64;

export interface DigitsSettings {
  /** How the pixels of an image lie. */
  readonly shape: DigitShape;
}

/**
 * 1797 handwritten digits, images of 8 × 8 pixels, each 0 … 16, row by row. `shape` says what a network takes them for: 64
 * features (`flat`), a sequence of 8 rows with 8 channels, one of 64 pixels, or a picture of 8 × 8 with one channel; X is
 * the same.
 *
 * Source: Alpaydin & Kaynak 1998; the test set of UCI Machine Learning Repository, "Optical Recognition of
 * Handwritten Digits" (CC BY 4.0), by way of scikit-learn's `digits.csv.gz`.
 *
 * @throws TypeError in a bundle that loads them later, if `loadData` was not awaited first
 */
export function digits({ shape }: DigitsSettings): Dataset {
  if (LABELS.length === 0) throw new TypeError('digits: expected loadData to have been awaited, got no text');
  const y = Int32Array.from(LABELS.replaceAll('\n', ''), Number);
  const X = new Float64Array(PIXELS * y.length);
  const runs = pixelRuns();
  let at = 0;
  for (const character of IMAGES) {
    if (character === '\n') continue;
    const run = runs.get(character)!;
    X.set(run, at);
    at += run.length;
  }
  const axes = DIGIT_AXES[shape];
  return { samples: y.length, features: PIXELS, ...(axes && { axes }), classes: 10, X, y };
}

/** The pixels encoded by each symbol. */
function pixelRuns(): Map<string, number[]> {
  const runs = new Map<string, number[]>();
  for (let i = 0; i < LEVELS; i++) runs.set(ALPHABET[i], [i]);
  for (let i = LEVELS; i < ALPHABET.length; i++) {
    const pair = 2 * (i - LEVELS);
    runs.set(ALPHABET[i], [...runs.get(PAIRS[pair])!, ...runs.get(PAIRS[pair + 1])!]);
  }
  return runs;
}
