// Takes the place of `digitsSource.ts` in a bundle made under the condition `gradscope-later` (package.json, "imports"): the
// text, 41 kB of gzip, is not loaded with all else, but when it is asked for.

/** Empty until {@link fetchDigits} resolves; whoever imports them sees them change. */
export let [ALPHABET, IMAGES, LABELS, PAIRS] = ['', '', '', ''];

export async function fetchDigits(): Promise<void> {
  ({ ALPHABET, IMAGES, LABELS, PAIRS } = await import('./digitsText.ts'));
}
