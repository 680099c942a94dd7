import { NO_BREAK } from 'gradscope';

/** Writes text for people to standard output. */
export const print = (text: string): void => void process.stdout.write(plainSpaces(text));

/** Writes text for people to standard error. */
export const printError = (text: string): void => void process.stderr.write(plainSpaces(text));

/** The spaces that keep a number and its unit on one line, as in `3 min 05 s` or `5.2 × 10⁻¹⁸`; not one in the name of a file. */
const IN_NUMBER = new RegExp(
  [
    `(?<=[\\d×<>])${NO_BREAK}`,
    `${NO_BREAK}(?=[×%])`,
    `(?<=\\d${NO_BREAK}(?:min|h|d))${NO_BREAK}(?=\\d\\d)`,
  ].join('|'),
  'g',
);

/** The text with plain spaces in its numbers: a terminal breaks lines anywhere, and who searches the text types plain ones. */
export const plainSpaces = (text: string): string => text.replace(IN_NUMBER, ' ');
