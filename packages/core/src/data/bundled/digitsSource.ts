// Where the digits come from: their text, imported with all else. `digitsSourceLater.ts` takes its place in some bundles.

export { ALPHABET, IMAGES, LABELS, PAIRS } from './digitsText.ts';

/** Resolves when the text is there. */
export const fetchDigits = (): Promise<void> => Promise.resolve();
