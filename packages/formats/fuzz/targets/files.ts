import { readFileSync } from 'node:fs';
import { joined } from '../../src/byteSource.ts';
import { LARGEST_INPUT, repeated } from '../mutate.ts';

/** A file of the tests. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../test/fixtures/${path}`, import.meta.url)));
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** As much of a text over and over as the largest input has room for, between a beginning and an end. */
export function filled(text: string, before = '', after = ''): Uint8Array {
  const [start, part, end] = [before, text, after].map(bytesOf) as [Uint8Array, Uint8Array, Uint8Array];
  const room = LARGEST_INPUT - start.length - end.length;
  const middle = repeated(part, Math.floor(room / part.length));
  return joined([start, middle, end]);
}

/** As many different texts as the largest input has room for. */
export function listed(textOf: (i: number) => string, before = '', after = ''): Uint8Array {
  const texts = [before];
  let length = before.length + after.length;
  for (let i = 0; ; i++) {
    const text = textOf(i);
    length += text.length;
    if (length > LARGEST_INPUT) break;
    texts.push(text);
  }
  return bytesOf(`${texts.join('')}${after}`);
}
