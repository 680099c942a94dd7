import { FormatError } from '../src/formatError.ts';

const corpus = [Uint8Array.of(1, 2, 3, 4)];
const refuse = (message: string) => (bytes: Uint8Array) => {
  if (bytes.length > 100) throw new FormatError(message);
};
const held: Uint8Array[] = [];

/** Parsers that are wrong in every way that can be found, each at inputs of more than 100 bytes. */
export const targets = Object.fromEntries(
  Object.entries({
    crashing: bytes => {
      if (bytes.length > 100) throw new TypeError('no such thing');
    },
    hanging: bytes => {
      while (bytes.length > 100);
    },
    greedy: bytes => {
      if (bytes.length > 100) held.push(new Uint8Array(3e8).fill(1));
    },
    claiming: bytes => {
      if (bytes.length > 100) held.push(new Uint8Array(2 ** 30));
    },
    hoarding: bytes => {
      for (const all: number[][] = []; bytes.length > 100; ) all.push(Array(100_000).fill(0));
    },
    silent: refuse('a.bin: expected another file, got this'),
    whole: () => {},
  } satisfies Record<string, (bytes: Uint8Array) => void>).map(([name, read]) => [
    name,
    { file: 'a.bin', read, corpus },
  ]),
);
