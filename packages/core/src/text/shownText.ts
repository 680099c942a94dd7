/**
 * Characters that break a line, control a terminal, or change the direction of text: control characters, the
 * separators of lines and paragraphs, direction marks, embeddings, overrides and isolates, and halves of
 * surrogate pairs.
 */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Untrusted text in a form safe to show on one line: control characters become `\u001b` and the like. */
export function shownText(text: string): string {
  return text.replace(STEERING, escaped);
}

/** Untrusted text as in {@link shownText}, but with its lines and tabs: for markup, or a whole file. */
export function shownLines(text: string): string {
  return text.replace(STEERING, character => (/[\n\t]/.test(character) ? character : escaped(character)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
