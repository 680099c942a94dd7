import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from './formatError.ts';
import { packData, unpackData } from './packedData.ts';

const joined = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const there = (data: unknown) => unpackData(joined(packData(data)));

const sample = {
  name: '‖δ‖',
  none: null,
  list: [0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324, true],
  deep: { W: Float64Array.of(1, -0, Number.NaN, 5e-324), b: Float32Array.of(0.1), step: Int32Array.of(-1) },
  words: Uint32Array.of(2 ** 32 - 1),
  odd: Uint8Array.of(1, 2, 3),
  empty: new Float64Array(0),
};

describe('packData', () => {
  it('keeps every number’s bits', () => {
    expect(there(sample)).toEqual(sample);
    expect(Object.is((there(sample) as typeof sample).deep.W[1], -0)).toBe(true);
  });

  it('keeps what an array is a view of, and nothing around it', () => {
    expect(there(Float64Array.of(1, 2, 3, 4).subarray(1, 3))).toEqual(Float64Array.of(2, 3));
  });

  it('keeps any JSON, and leaves out what is undefined', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(there(value)).toEqual(value);
      }),
    );
    expect(there({ a: undefined, b: 1 })).toEqual({ b: 1 });
  });

  it('refuses arrays of other kinds', () => {
    expect(() => packData({ a: new BigInt64Array(1) })).toThrow(
      'packData: expected plain data, got a BigInt64Array',
    );
  });
});

describe('unpackData', () => {
  const bytes = joined(packData(sample));

  it('reads a view into a larger buffer, as Node’s files are', () => {
    const larger = Buffer.concat([Buffer.alloc(3, 255), bytes, Buffer.alloc(3, 255)]);
    expect(unpackData(larger.subarray(3, 3 + bytes.length))).toEqual(sample);
  });

  it('refuses a file that ends early, at every length', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => unpackData(bytes.slice(0, length), 'a.checkpoint')).toThrow(FormatError);
    }
  });

  it('refuses a file with one more byte', () => {
    expect(() => unpackData(joined([bytes, new Uint8Array(1)]))).toThrow(
      `expected ${bytes.length} bytes in all, got ${bytes.length + 1}`,
    );
  });

  it('reads the same or refuses if any one bit is another: only padding is not checked', () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] ^= 1 << (at % 8);
      try {
        expect(unpackData(damaged)).toEqual(sample);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
  });
});
