import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** The file with this header and data. */
function fileWith(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(header);
  return Uint8Array.of(text.length & 255, text.length >> 8, 0, 0, 0, 0, 0, 0, ...text, ...data);
}

const oneTensor = (dtype: string, shape: readonly number[], data: readonly number[]) =>
  fileWith(JSON.stringify({ t: { dtype, shape, data_offsets: [0, data.length] } }), data);

const anyValues = fc.oneof(fc.float64Array(), fc.float32Array(), fc.int32Array(), fc.uint8Array());

describe('round trip', () => {
  test('any tensors keep names, order, types and every bit', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), anyValues),
        fc.dictionary(fc.string(), fc.string()),
        (all, text) => {
          const tensors = Object.entries(all).map(([name, values]) => [
            name,
            { shape: [values.length], values },
          ]);
          const written: Record<string, NpyArray> = Object.fromEntries(tensors);
          const back = readSafetensors(writeSafetensors(written, text));
          expect(Object.keys(back.tensors)).toEqual(Object.keys(written));
          expect(back.metadata).toEqual(text);
          for (const [name, { values }] of Object.entries(written)) {
            const found = back.tensors[name].values;
            expect(found.constructor).toBe(values.constructor);
            expect(new Uint8Array(found.buffer)).toEqual(new Uint8Array(values.slice().buffer));
          }
        },
      ),
    );
  });

  test('shapes, among them of one number and of none', () => {
    const tensors: Record<string, NpyArray> = {
      b: { shape: [2, 3], values: Uint8Array.of(1, 2, 3, 4, 5, 6) },
      W: { shape: [], values: Float64Array.of(0.1) },
      none: { shape: [0, 4], values: new Float32Array(0) },
    };
    expect(readSafetensors(writeSafetensors(tensors))).toEqual({ tensors, metadata: {} });
  });

  test('each tensor begins at a multiple of its element', () => {
    const bytes = writeSafetensors({
      flags: { shape: [3], values: Uint8Array.of(1, 0, 1) },
      W: { shape: [1], values: Float64Array.of(1.5) },
    });
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(start % 8).toBe(0);
    expect(new DataView(bytes.buffer).getFloat64(start, true)).toBe(1.5);
  });
});

describe('reads the other kinds to arrays that hold them exactly', () => {
  test.each([
    ['F16', [0x00, 0x3c, 0x01, 0x00, 0x00, 0xfc], Float32Array.of(1, 2 ** -24, -Infinity)],
    ['F16', [0xff, 0x7b, 0x00, 0x80, 0x01, 0x7c], Float32Array.of(65504, -0, Number.NaN)],
    ['BF16', [0x80, 0x3f, 0x01, 0x00, 0x80, 0xff], Float32Array.of(1, 2 ** -133, -Infinity)],
    ['BOOL', [0, 1, 1], Uint8Array.of(0, 1, 1)],
    ['I8', [0x80, 0x7f], Int32Array.of(-128, 127)],
    ['U16', [0xff, 0xff], Int32Array.of(65535)],
    ['I64', [255, 255, 255, 255, 255, 255, 255, 255], Float64Array.of(-1)],
    ['U32', [255, 255, 255, 255], Float64Array.of(2 ** 32 - 1)],
  ])('%s %j', (dtype, data, values) => {
    const size = data.length / values.length;
    expect(readSafetensors(oneTensor(dtype, [data.length / size], data)).tensors.t.values).toEqual(values);
  });
});

describe('refuses', () => {
  const good = writeSafetensors({ W: { shape: [2], values: Float32Array.of(1, 2) } });
  const two = (first: number[], second: number[], data: number) => {
    const tensor = (offsets: number[]) => ({ dtype: 'U8', shape: [2], data_offsets: offsets });
    const header = JSON.stringify({ a: tensor(first), b: tensor(second) });
    return fileWith(
      header,
      Array.from({ length: data }, () => 0),
    );
  };
  test.each([
    ["f, byte 0: expected the header's length in 8 bytes, got a file of 3", good.subarray(0, 3)],
    ['f, byte 0: expected a header of at most 100000000 bytes, got 72057594037927992', good.with(7, 1)],
    ['f, byte 0: expected a file of at least 64 bytes, got 40', good.subarray(0, 40)],
    ['f, byte 8: expected a header that is a JSON object, got [1,2]', fileWith('[1,2]')],
    ['f, byte 9: expected tensor "t" with dtype, shape and data_offsets, got none', fileWith('{"t":3}')],
    [
      'f, byte 9: expected tensor "t" of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL, got "C64"',
      oneTensor('C64', [1], [0, 0, 0, 0, 0, 0, 0, 0]),
    ],
    ['f, byte 9: expected tensor "t" with a shape of counts, got [-1]', oneTensor('U8', [-1], [])],
    ['f, byte 9: expected tensor "t" of 4 bytes, got 3', oneTensor('F32', [1], [1, 2, 3])],
    ['f, byte 61: expected tensor "b" to begin where another ends, at 2, got 1', two([0, 2], [1, 3], 3)],
    ['f, byte 61: expected tensor "b" to begin where another ends, at 2, got 3', two([0, 2], [3, 5], 5)],
    ['f, byte 117: expected tensors that fill the 5 bytes of data, got 4', two([0, 2], [2, 4], 5)],
    ['f, byte 9: expected text by name in __metadata__, got {"a":1}', fileWith('{"__metadata__":{"a":1}}')],
    [
      'f, byte 62: expected 64-bit integers within ±(2^53 − 1), got 9007199254740992',
      oneTensor('I64', [1], [0, 0, 0, 0, 0, 0, 32, 0]),
    ],
  ])('%s', (message, bytes) => {
    expect(() => readSafetensors(bytes, 'f')).toThrow(FormatError);
    expect(() => readSafetensors(bytes, 'f')).toThrow(message);
  });

  test('a header that is no JSON, or no UTF-8', () => {
    expect(() => readSafetensors(fileWith('{"t"'), 'f')).toThrow(
      'f, byte 12: expected a header in JSON, got the end of the header',
    );
    const latin = fileWith('{"t":"?"}').with(14, 0xe9);
    expect(() => readSafetensors(latin, 'f')).toThrow(
      'f, byte 14: expected a header in UTF-8, got other bytes',
    );
  });

  test('every cut of a file, without another kind of error', () => {
    for (let length = 0; length < good.length; length++) {
      expect(() => readSafetensors(good.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
    }
  });

  test('to write a tensor under the name of the metadata', () => {
    expect(() => writeSafetensors({ __metadata__: { shape: [0], values: new Uint8Array(0) } })).toThrow(
      new RangeError('writeSafetensors: expected tensors by other names, got __metadata__'),
    );
  });
});
