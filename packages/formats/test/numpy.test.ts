import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FormatError, type NpyArray, readNpy, readNpz, writeNpy, writeNpz } from '../src/index.ts';
import { sampleArrays } from './sampleArrays.ts';

interface Described {
  readonly shape: number[];
  readonly type: string;
  readonly values: (number | string)[];
}

const expected: { npy: Record<string, Described>; npz: Record<string, Described> } = JSON.parse(
  fixture('expected.json').toString(),
);

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

function expectArray(array: NpyArray, { shape, type, values }: Described): void {
  expect(array.shape).toEqual(shape);
  expect(array.values.constructor.name).toBe(type);
  expect(Array.from(array.values)).toEqual(values.map(Number));
}

describe('files NumPy wrote', () => {
  test.each(Object.entries(expected.npy))('%s.npy is read to the exact values', (name, described) => {
    expectArray(readNpy(fixture(`${name}.npy`)), described);
  });

  test.each(['stored.npz', 'deflated.npz'])('%s is read to the exact values', name => {
    const arrays = readNpz(fixture(name));
    expect(Object.keys(arrays)).toEqual(Object.keys(expected.npz));
    for (const [key, described] of Object.entries(expected.npz)) expectArray(arrays[key], described);
  });

  test.each(readdirSync(new URL('fixtures/refused/', import.meta.url)))('%s is refused in one line', name => {
    const read = () => readNpy(fixture(`refused/${name}`), name);
    expect(read).toThrow(FormatError);
    expect(read).toThrow(new RegExp(`^${name}, byte \\d+: expected [^\n]+, got [^\n]+$`));
  });
});

describe('files we write', () => {
  test.each(['float64', 'float32', 'int32', 'uint8', 'scalar', 'empty', 'rank5', 'rank20'])(
    '%s.npy has the very bytes of numpy.save',
    name => {
      const bytes = fixture(`${name}.npy`);
      expect(Buffer.from(writeNpy(readNpy(bytes))).equals(bytes)).toBe(true);
    },
  );

  test('the sample .npz has the bytes NumPy was seen to read', () => {
    expect(Buffer.from(writeNpz(sampleArrays)).equals(fixture('ours.npz'))).toBe(true);
  });

  test.for([false, true])(
    'the sample .npz, compressed: %s, is read by the NumPy of this machine',
    (compress, { skip }) => {
      if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) skip('no python3 with numpy here');
      const script = fileURLToPath(new URL('checkWithNumpy.py', import.meta.url));
      const { status, stderr } = spawnSync('python3', ['-B', script], {
        input: writeNpz(sampleArrays, { compress }),
      });
      expect(stderr.toString()).toBe('');
      expect(status).toBe(0);
    },
  );
});
