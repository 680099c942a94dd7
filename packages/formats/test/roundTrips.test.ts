import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EventValue,
  type NpyArray,
  type NpyValues,
  readEvents,
  readNpy,
  readNpz,
  readParquet,
  readSafetensors,
  writeEvents,
  writeNpy,
  writeNpz,
  writeParquet,
  writeSafetensors,
} from '../src/index.ts';

/** Every pattern of bits is as likely as any other: NaNs with their payloads, both zeros, infinities, subnormals. */
const doubles = fc.bigUint64Array({ maxLength: 20 }).map(bits => new Float64Array(bits.buffer));
const floats = fc.uint32Array({ maxLength: 20 }).map(bits => new Float32Array(bits.buffer));
const strange = new Float64Array(
  BigUint64Array.of(
    0x7ff8_dead_beef_0001n,
    0xfff8_0000_0000_0000n,
    0x8000_0000_0000_0000n,
    0x7ff0_0000_0000_0000n,
    1n,
  ).buffer,
);
const strangeFloats = new Float32Array(
  Uint32Array.of(0x7fc0_beef, 0xffc0_0000, 0x8000_0000, 0xff80_0000, 1).buffer,
);

const bitsOf = ({ buffer, byteOffset, byteLength }: NpyValues) =>
  [...new Uint8Array(buffer, byteOffset, byteLength)].join(' ');
const row = (values: NpyValues): NpyArray => ({ shape: [values.length], values });

describe('write → read gives the same bits, whatever they are', () => {
  const arrays: readonly (readonly [string, (array: NpyArray) => NpyArray])[] = [
    ['npy', array => readNpy(writeNpy(array))],
    ['npz', array => readNpz(writeNpz({ a: array })).a!],
    ['npz, compressed', array => readNpz(writeNpz({ a: array }, { compress: true })).a!],
    ['safetensors', array => readSafetensors(writeSafetensors({ a: array })).tensors.a!],
  ];

  test.each(arrays)('%s', (_format, roundTrip) => {
    const holds = (values: NpyValues) => {
      expect(bitsOf(roundTrip(row(values)).values)).toBe(bitsOf(values));
    };
    fc.assert(fc.property(fc.oneof(doubles, floats), holds), { examples: [[strange], [strangeFloats]] });
  });

  test.each(arrays)('%s: one number, none, and many axes', (_format, roundTrip) => {
    for (const shape of [[], [0], [3, 0, 2], [1, 1, 2, 1, 3]]) {
      const count = shape.reduce((product, extent) => product * extent, 1);
      const values = new Float64Array(count).fill(-0);
      const back = roundTrip({ shape, values });
      expect([back.shape, bitsOf(back.values)]).toEqual([shape, bitsOf(values)]);
    }
  });

  test('Parquet, float64; a NaN stays one, without its payload', async () => {
    const holds = async (values: Float64Array) => {
      const { columns } = await readParquet(writeParquet([{ name: 'x', type: 'float64', values }]));
      expect(bitsOf(plain(columns[0]!.values as Float64Array))).toBe(bitsOf(plain(values)));
    };
    await fc.assert(fc.asyncProperty(doubles, holds), { examples: [[strange]] });
  });

  test('Parquet, float32; a NaN stays one, without its payload', async () => {
    const holds = async (values: Float32Array) => {
      const { columns } = await readParquet(writeParquet([{ name: 'x', type: 'float32', values }]));
      expect(bitsOf(plain(columns[0]!.values as Float32Array))).toBe(bitsOf(plain(values)));
    };
    await fc.assert(fc.asyncProperty(floats, holds), { examples: [[strangeFloats]] });
  });

  test('events, float32; a signalling NaN becomes a quiet one', async () => {
    const holds = async (values: Float32Array) => {
      const events = Array.from(
        values,
        (value, step): EventValue => ({ kind: 'scalar', tag: 'x', step, wallTime: 0, value }),
      );
      const back = new Float32Array(values.length);
      await readEvents(writeEvents(events), event => {
        if (event.kind === 'scalar') back[event.step] = event.value;
      });
      expect(bitsOf(back)).toBe(bitsOf(quiet(values)));
    };
    await fc.assert(fc.asyncProperty(floats, holds), { examples: [[strangeFloats]] });
  });
});

/** With one NaN for all: the library keeps that a value is one, and no more of it. */
function plain<Values extends Float64Array | Float32Array>(values: Values): Values {
  return values.map(value => (Number.isNaN(value) ? Number.NaN : value)) as Values;
}

/** Numbers of JavaScript are float64, to which a signalling NaN does not come. */
function quiet(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.slice().buffer);
  return new Float32Array(bits.map((word, i) => (Number.isNaN(values[i]) ? word | 0x40_0000 : word)).buffer);
}
