import { shownText } from 'gradscope';
import { plainSpaces, steer } from './print.ts';

/** Whether standard error is a terminal that can take back what it shows. */
export function liveTerminal(): boolean {
  return process.stderr.isTTY && process.env.TERM !== 'dumb';
}

/** On a live terminal, a line that says what is going on: the next text takes its place, and none takes it away. */
export function status(text = ''): void {
  if (liveTerminal()) steer(`\r\x1b[0K${shownText(plainSpaces(text))}\r`);
}
