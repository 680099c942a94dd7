import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FormatError } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { readNpz, writeNpz } from './npz.ts';

const W1: NpyArray = { shape: [2, 2], values: Float64Array.of(0.1, -0, Number.MIN_VALUE, 1e300) };
const y: NpyArray = { shape: [3], values: Uint8Array.of(0, 1, 2) };

test('arrays come back by name, in order, with every bit', () => {
  const back = readNpz(writeNpz({ W1, y }));
  expect(Object.keys(back)).toEqual(['W1', 'y']);
  expect(back).toEqual({ W1, y });
});

test('a name that means something to JavaScript is a name like others', () => {
  const back = readNpz(writeNpz(Object.fromEntries([['__proto__', y]])));
  expect(Object.entries(back)).toEqual([['__proto__', y]]);
});

test('no arrays at all make an archive too', () => {
  expect(readNpz(writeNpz({}))).toEqual({});
});

test('the same arrays give the same bytes', () => {
  expect(writeNpz({ W1, y })).toEqual(writeNpz({ W1, y }));
});

describe('refuses', () => {
  const good = writeNpz({ W1, y });
  test.each([
    ['no zip', strToU8('not a zip archive at all, but long enough'), /^npz: expected a zip archive, got /],
    ['half of one', good.subarray(0, good.length / 2), /^npz: expected a zip archive, got /],
    [
      'other files',
      zipSync({ 'notes.txt': strToU8('x') }),
      /^npz: expected only \.npy files, got notes\.txt$/,
    ],
    [
      'a damaged array',
      zipSync({ 'W1.npy': strToU8('x') }),
      /^W1\.npy, byte 0: expected a file beginning with /,
    ],
  ])('%s', (_case, bytes, message) => {
    expect(() => readNpz(bytes)).toThrow(FormatError);
    expect(() => readNpz(bytes)).toThrow(message);
  });

  test('an array without a name', () => {
    expect(() => writeNpz({ '': y })).toThrow(
      new RangeError('writeNpz: expected a name for each array, got ""'),
    );
  });
});
