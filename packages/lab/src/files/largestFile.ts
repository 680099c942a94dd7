import { bytesText } from 'gradscope';
/** A larger file would not leave room for training in the memory of a page, in bytes. */
export const LARGEST_FILE = 64 * 2 ** 20;

/** The message about a larger file. */
export function tooLarge(name: string, bytes: number): string {
  return `${name}: expected at most ${bytesText(LARGEST_FILE)}, got ${bytesText(bytes)}; larger files can be trained on with gradscope train`;
}
