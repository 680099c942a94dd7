import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FormatError, refuser } from './formatError.ts';
import { type NpyArray, writeNpy } from './npy.ts';
import { readNpz, writeNpz } from './npz.ts';
import { readZipDirectory } from './zip/zipDirectory.ts';

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

test('an archive may be empty', () => {
  expect(readNpz(writeNpz({}))).toEqual({});
});

test('the same arrays give the same bytes', () => {
  expect(writeNpz({ W1, y })).toEqual(writeNpz({ W1, y }));
});

test('compressed they take less room, and come back with every bit', () => {
  const zeros: NpyArray = { shape: [100, 100], values: new Float64Array(10_000) };
  const bytes = writeNpz({ zeros, W1 }, { compress: true });
  expect(bytes.length).toBeLessThan(1000);
  expect(readNpz(bytes)).toEqual({ zeros, W1 });
});

describe('refuses', () => {
  const good = writeNpz({ W1, y });
  test.each([
    [
      'no zip',
      strToU8('not a zip archive at all, but long enough'),
      /^npz, byte 19: expected a zip archive, which ends in its directory, got other bytes$/,
    ],
    [
      'half of one',
      good.subarray(0, good.length / 2),
      /^npz, byte \d+: expected a zip archive, which ends in its directory, got other bytes$/,
    ],
    [
      'other files',
      zipSync({ 'notes.txt': strToU8('x') }),
      /^npz, byte 0: expected only \.npy files, got "notes\.txt"$/,
    ],
    [
      'a damaged array',
      zipSync({ 'W1.npy': strToU8('x') }),
      /^npz\/W1\.npy, byte 0: expected a file beginning with /,
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

  /** The archive with another 32-bit number at a place of its central directory's first entry. */
  function patched(bytes: Uint8Array, place: number, value: number): Uint8Array {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    view.setUint32(view.getUint32(copy.length - 6, true) + place, value, true);
    return copy;
  }
  const deflated = zipSync({ 'W1.npy': writeNpy(W1) }, { level: 9 });

  test('a bomb, before it goes off: 100 MB of zeros', () => {
    const bomb = zipSync({ 'W1.npy': new Uint8Array(100e6) }, { level: 1 });
    const before = process.memoryUsage().arrayBuffers;
    expect(() => readNpz(bomb, 'a.npz')).toThrow(
      /^a\.npz, byte 0: expected at most \d+ bytes in an archive of \d+, got 100000000$/,
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
  });

  test('sizes that are not the true ones', () => {
    const claims: [number, number, RegExp][] = [
      [24, 2 ** 32 - 1, /^npz, byte \d+: expected files below 4 GiB, got "W1\.npy"$/],
      [24, 2 ** 32 - 2, /^npz, byte 0: expected at most 671\d+ bytes in an archive of \d+, got 4294967294$/],
      [24, 10, /^npz, byte 0: expected 10 bytes of "W1\.npy", deflated, got other bytes$/],
      [24, 161, /^npz, byte 0: expected 161 bytes of "W1\.npy", deflated, got other bytes$/],
      [20, 2 ** 31, /^npz, byte 0: expected "W1\.npy" of at most \d+ bytes, got 2147483648$/],
      [42, 1, /^npz, byte \d+: expected "W1\.npy" in front of the archive's directory, got one at byte 1$/],
    ];
    for (const [place, size, message] of claims) {
      expect(() => readNpz(patched(deflated, place, size))).toThrow(message);
    }
  });

  test('an array that comes twice', () => {
    const twice = zipSync({ 'a.npy': writeNpy(y), 'b.npy': writeNpy(y) }, { level: 0 });
    const text = Array.from(twice, byte => String.fromCharCode(byte))
      .join('')
      .replaceAll('b.npy', 'a.npy');
    expect(() => readNpz(Uint8Array.from(text, character => character.charCodeAt(0)))).toThrow(
      /^npz, byte 166: expected each array once, got "a\.npy" twice$/,
    );
  });

  test('a changed bit of the data, by the checksum', () => {
    for (const [level, place] of [
      [0, 150],
      [9, 60],
    ] as const) {
      const bytes = zipSync({ 'y.npy': writeNpy(y), 'W1.npy': writeNpy(W1) }, { level });
      const { offset } = readZipDirectory(bytes, refuser('npz'))[1];
      bytes[offset + place] ^= 16;
      expect(() => readNpz(bytes)).toThrow(
        new RegExp(`^npz, byte ${offset}: expected (the checksum of|160 bytes of) "W1\\.npy"`),
      );
    }
  });

  test('the same bytes under two names', () => {
    const twice = zipSync({ 'a.npy': writeNpy(y), 'b.npy': writeNpy(y) }, { level: 0 });
    const view = new DataView(twice.buffer);
    const second = view.getUint32(twice.length - 6, true) + 46 + 'a.npy'.length;
    view.setUint32(second + 42, 0, true);
    expect(() => readNpz(twice)).toThrow(
      'npz, byte 0: expected files that do not lie in one another, got "b.npy"',
    );
  });

  test('encrypted files, and those packed in other ways', () => {
    const flags = patched(deflated, 8, 0x0008_0001);
    expect(() => readNpz(flags)).toThrow(
      /^npz, byte \d+: expected files that are not encrypted, got "W1\.npy"$/,
    );
    const zstd = patched(deflated, 10, 93);
    expect(() => readNpz(zstd)).toThrow(
      /^npz, byte \d+: expected files stored or deflated, got "W1\.npy" packed by method 93$/,
    );
  });
});
