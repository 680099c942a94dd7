import { relative } from 'node:path';

/** A path for readers: relative to the working folder if it is inside, else whole. */
export function shownPath(path: string): string {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') ? path : fromHere || '.';
}
