import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NpyValues } from './elements.ts';
import { FormatError } from './formatError.ts';
import { readNpy, writeNpy } from './npy.ts';

const anyValues: fc.Arbitrary<NpyValues> = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint8Array(),
);

function bitsOf(values: NpyValues): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The .npy file with this text for a header. */
function fileWith(header: string, data: number[] = []): Uint8Array {
  const text = `\x93NUMPY\x01\x00${String.fromCharCode(header.length, 0)}${header}`;
  return Uint8Array.from([...Array.from(text, character => character.charCodeAt(0)), ...data]);
}

describe('round trip', () => {
  test('any values keep type and every bit', () => {
    fc.assert(
      fc.property(anyValues, values => {
        const back = readNpy(writeNpy({ shape: [values.length], values }));
        expect(back.shape).toEqual([values.length]);
        expect(back.values.constructor).toBe(values.constructor);
        expect(bitsOf(back.values)).toEqual(bitsOf(values));
      }),
    );
  });

  test('any shape is kept, and data begins at a multiple of 64', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { maxLength: 7 }), shape => {
        const count = shape.reduce((product, extent) => product * extent, 1);
        const bytes = writeNpy({ shape, values: new Uint8Array(count) });
        expect((bytes.length - count) % 64).toBe(0);
        expect(readNpy(bytes).shape).toEqual(shape);
      }),
    );
  });

  test('a file inside a larger buffer, at an odd offset', () => {
    const bytes = writeNpy({ shape: [2], values: Float64Array.of(1.5, -2) });
    const larger = new Uint8Array(bytes.length + 9);
    larger.set(bytes, 3);
    expect(Array.from(readNpy(larger.subarray(3, 3 + bytes.length)).values)).toEqual([1.5, -2]);
  });
});

describe('Fortran order', () => {
  test('column-major data come out row-major', () => {
    const bytes = fileWith("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", [1, 4, 2, 5, 3, 6]);
    expect(Array.from(readNpy(bytes).values)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('writing refuses', () => {
  const values = new Float64Array(5);
  test.each([
    ['shape: expected one that holds 5 values, got (2, 3)', RangeError, { shape: [2, 3], values }],
    ['shape: expected one that holds 5 values, got ()', RangeError, { shape: [], values }],
    ['shape: expected non-negative integers, got (-5,)', RangeError, { shape: [-5], values }],
    ['shape: expected non-negative integers, got (2.5, 2)', RangeError, { shape: [2.5, 2], values }],
  ])('%s', (message, kind, array) => {
    expect(() => writeNpy(array)).toThrow(kind);
    expect(() => writeNpy(array)).toThrow(message);
  });

  test('an array of another type', () => {
    const values = new Int16Array(1) as unknown as Int32Array;
    expect(() => writeNpy({ shape: [1], values })).toThrow(
      new TypeError(
        'values: expected a Float64Array, Float32Array, Int32Array or Uint8Array, got Int16Array',
      ),
    );
  });
});

describe('reading refuses', () => {
  const good = writeNpy({ shape: [3], values: Float64Array.of(1, 2, 3) });
  const header = (descr: string, shape: string) =>
    `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const kinds = 'f8, f4, f2, i8, i4, i2, i1, u8, u4, u2, u1, b1';
  test.each([
    ['W1, byte 0: expected a file beginning with "\\x93NUMPY", got ""', new Uint8Array(0)],
    [
      'W1, byte 0: expected a file beginning with "\\x93NUMPY", got "PK\\u0003\\u0004"',
      Uint8Array.of(80, 75, 3, 4),
    ],
    ['W1, byte 6: expected .npy version 1 to 3, got 9', good.with(6, 9)],
    ['W1, byte 6: expected .npy version 1 to 3, got 0', good.subarray(0, 6)],
    ['W1, byte 8: expected a header of 128 bytes, got a file of 100', good.subarray(0, 100)],
    ['W1, byte 8: expected a header of at most 10000 bytes, got 65398', good.with(9, 255)],
    ['W1, byte 128: expected 24 bytes of data for f8 (3,), got 23', good.subarray(0, 151)],
    ['W1, byte 67: expected 2 bytes of data for u1 (2,), got 3', fileWith(header('|u1', '(2,)'), [1, 2, 3])],
    [
      `W1, byte 10: expected a header with a plain dtype, an order and a shape, got "{'descr': '<f8'}"`,
      fileWith("{'descr': '<f8'}"),
    ],
    [`W1, byte 11: expected a dtype among ${kinds}, got c8`, fileWith(header('<c8', '(0,)'))],
    [
      'W1, byte 51: expected an array below 4 GiB, got f8 (536870912,)',
      fileWith(header('<f8', '(536870912,)')),
    ],
    [
      'W1, byte 51: expected an array below 4 GiB, got f8 (1e+30, 0)',
      fileWith(header('<f8', `(1${'0'.repeat(30)}, 0)`)),
    ],
    ['W1, byte 51: expected at most 64 axes, got 65', fileWith(header('<f8', `(${'1,'.repeat(65)})`))],
    [
      'W1, byte 65: expected 64-bit integers within ±(2^53 − 1), got 9007199254740992',
      fileWith(header('<i8', '()'), [0, 0, 0, 0, 0, 0, 32, 0]),
    ],
  ])('%s', (message, bytes) => {
    expect(() => readNpy(bytes, 'W1')).toThrow(FormatError);
    expect(() => readNpy(bytes, 'W1')).toThrow(message);
  });

  test('every cut of a file, without another kind of error', () => {
    for (let length = 0; length < good.length; length++) {
      expect(() => readNpy(good.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
    }
  });
});
