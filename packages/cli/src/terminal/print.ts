import { once } from 'node:events';
import { NO_BREAK, shownLines } from 'gradscope';

// Names of layers, networks, columns and files are other people's text: whatever would steer a terminal is shown escaped. All
// that this program says goes through here, so that no command has to think of it.

/** Writes text for people to standard output. */
export const print = (text: string): void => void process.stdout.write(shownLines(plainSpaces(text)));

/** Writes text for people to standard error. */
export const printError = (text: string): void => void process.stderr.write(shownLines(plainSpaces(text)));

/** Writes a document as JSON to standard output. Its escapes are JSON's own: who parses it has the exact text. */
export const printJson = (document: unknown): void =>
  void process.stdout.write(`${shownLines(JSON.stringify(document, null, 2))}\n`);

/**
 * Writes a part of a file for another program to standard output, byte for byte unless it is a terminal;
 * resolves once the reader has caught up.
 */
export async function printData(text: string): Promise<void> {
  const shown = process.stdout.isTTY ? shownLines(text.replaceAll('\r\n', '\n')) : text;
  if (!process.stdout.write(shown)) await once(process.stdout, 'drain');
}

/** Steers the terminal that standard error is. */
export const steer = (sequence: string): void => void process.stderr.write(sequence);

/**
 * The spaces that keep a number and its unit on one line, as in `3 min 05 s` or `5.2 × 10⁻¹⁸`, but not those
 * in the name of a file.
 */
const IN_NUMBER = new RegExp(
  [
    `(?<=[\\d×<>])${NO_BREAK}`,
    `${NO_BREAK}(?=[×%])`,
    `(?<=\\d${NO_BREAK}(?:min|h|d))${NO_BREAK}(?=\\d\\d)`,
  ].join('|'),
  'g',
);

/**
 * The text with plain spaces in its numbers: a terminal breaks lines anywhere, and people search for plain
 * spaces.
 */
export const plainSpaces = (text: string): string => text.replace(IN_NUMBER, ' ');
