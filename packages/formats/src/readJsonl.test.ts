import { describe, expect, test } from 'vitest';
import type { ByteSource } from './byteSource.ts';
import { FormatError } from './formatError.ts';
import { type JsonlOptions, readJsonl } from './readJsonl.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const pieces = (all: Uint8Array, length: number) =>
  Array.from({ length: Math.ceil(all.length / length) }, (_, i) =>
    all.subarray(i * length, (i + 1) * length),
  );

async function read(source: ByteSource, options?: JsonlOptions) {
  const lines = [];
  for await (const line of readJsonl(source, options)) lines.push(line);
  return lines;
}

test('each object comes with its line and its first byte, whatever pieces the file comes in', async () => {
  const text = bytes('{"é": 1}\n\r\n  {"b": [NaN, -Infinity, "NaN\\""]}\n{"c": 2}');
  const expected = [
    { line: 1, offset: 0, value: { é: 1 } },
    { line: 3, offset: 12, value: { b: [Number.NaN, -Infinity, 'NaN"'] } },
    { line: 4, offset: 47, value: { c: 2 } },
  ];
  for (const length of [1, 2, 7, 100]) expect(await read(pieces(text, length))).toEqual(expected);
});

describe('a line too long is refused with its first byte', () => {
  const text = bytes(`{}\n{"a": "${'x'.repeat(100)}"}\n`);
  const message = 'a.jsonl, line 2, byte 3: expected at most 50 bytes, got more';
  test.each([1, 40, 1000])('in pieces of %i bytes', async length => {
    const reading = read(pieces(text, length), { file: 'a.jsonl', longestLine: 50 });
    await expect(reading).rejects.toThrow(message);
  });
});

// Each as the beginning of a string would take minutes.
test('quotes that do not end are looked at once', async () => {
  await expect(read(bytes(`{"a": NaN, ${'\\"'.repeat(2 ** 18)}\n`))).rejects.toThrow(FormatError);
});
