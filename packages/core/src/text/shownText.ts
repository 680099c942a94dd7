/**
 * What breaks a line, steers a terminal, or turns the direction of what is read: control characters, the separators of lines and
 * paragraphs, marks, embeddings, overrides and isolates of direction, and halves of surrogate pairs.
 */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of others as it may be shown, in one line: `\u001b` for what would act and not be seen. */
export function shownText(text: string): string {
  return text.replace(STEERING, escaped);
}

/** Text of others as {@link shownText} has it, but with its lines and tabs: markup, or a whole file. */
export function shownLines(text: string): string {
  return text.replace(STEERING, character => (/[\n\t]/.test(character) ? character : escaped(character)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
