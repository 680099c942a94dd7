// The texts of the bundled data, imported statically. Some bundles use `textsLater.ts` instead.

export { ALPHABET, IMAGES, LABELS, PAIRS } from './digitsText.ts';
export { IRIS } from './irisText.ts';
export { RAVEN } from './ravenText.ts';
export { WINE } from './wineText.ts';

/** Resolves when the text of a dataset of this kind is available. */
export const fetchText = (_kind: string): Promise<void> => Promise.resolve();
