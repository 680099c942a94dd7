import { shownText } from 'gradscope';
import { plainSpaces, steer } from './print.ts';

/** Whether standard error is a terminal on which text can be replaced. */
export function liveTerminal(): boolean {
  return process.stderr.isTTY && process.env.TERM !== 'dumb';
}

/**
 * On a live terminal, shows a line about the current work: the next call replaces it, and a call without text
 * removes it.
 */
export function status(text = ''): void {
  if (liveTerminal()) steer(`\r\x1b[0K${shownText(plainSpaces(text))}\r`);
}
