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
    0x7ff0_0000_0000_0001n,
    0xfff8_0000_0000_0000n,
    0x8000_0000_0000_0000n,
    0x7ff0_0000_0000_0000n,
    1n,
  ).buffer,
);
const strangeFloats = new Float32Array(
  Uint32Array.of(0x7fc0_beef, 0x7f80_0001, 0xffc0_0000, 0x8000_0000, 0xff80_0000, 1).buffer,
);

const bitsOf = ({ buffer, byteOffset, byteLength }: NpyValues) =>
  [...new Uint8Array(buffer, byteOffset, byteLength)].join(' ');
const row = (values: NpyValues): NpyArray => ({ shape: [values.length], values });

describe('write → read gives the same bits, whatever they are', () => {
  const arrays: readonly (readonly [string, (array: NpyArray) => NpyArray])[] = [
    ['npy', array => readNpy(writeNpy(array))],
    ['npz', array => readNpz(writeNpz({ a: array })).a],
    ['npz, compressed', array => readNpz(writeNpz({ a: array }, { compress: true })).a],
    ['safetensors', array => readSafetensors(writeSafetensors({ a: array })).tensors.a],
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

  test.each([
    ['>f8', strange],
    ['>f4', strangeFloats],
  ] as const)('NumPy’s other orders, of bytes and of axes: %s', (dtype, values) => {
    const bytes = writeNpy({ shape: [values.length, 1], values });
    const [start, data] = [bytes.slice(0, 10), bytes.slice(128)];
    const header = new TextDecoder().decode(bytes.subarray(10, 128));
    const other = header.replace(/<f\d/, dtype).replace('False,', 'True, ');
    const size = values.BYTES_PER_ELEMENT;
    for (let at = 0; at < data.length; at += size) data.subarray(at, at + size).reverse();
    const file = Uint8Array.from([...start, ...new TextEncoder().encode(other), ...data]);
    expect(bitsOf(readNpy(file).values)).toBe(bitsOf(values));
  });

  test.each(['float64', 'float32'] as const)('Parquet, %s', async type => {
    const holds = async (values: Float64Array | Float32Array) => {
      const { columns } = await readParquet(writeParquet([{ name: 'x', type, values }]));
      expect(bitsOf(columns[0].values as NpyValues)).toBe(bitsOf(values));
    };
    const isDouble = type === 'float64';
    await fc.assert(fc.asyncProperty(isDouble ? doubles : floats, holds), {
      examples: [[isDouble ? strange : strangeFloats]],
    });
  });

  test('Parquet, with missing values; a NaN beside them stays one, without its payload', async () => {
    const values = [null, ...strange];
    const { columns } = await readParquet(writeParquet([{ name: 'x', type: 'float64', values }]));
    expect(columns[0].values).toEqual(values);
  });

  test('events, tensors of numbers', async () => {
    const holds = async (values: NpyValues) => {
      const event = {
        kind: 'tensor',
        tag: 'x',
        step: 0,
        wallTime: 0,
        plugin: '',
        shape: [values.length],
        values,
      } as const;
      let back: NpyValues | undefined;
      await readEvents(writeEvents([event]), event => {
        if (event.kind === 'tensor') back = event.values as NpyValues;
      });
      expect(bitsOf(back!)).toBe(bitsOf(values));
    };
    await fc.assert(fc.asyncProperty(fc.oneof(doubles, floats), holds), {
      examples: [[strange], [strangeFloats]],
    });
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

/** Numbers of JavaScript are float64, to which a signalling NaN does not come. */
function quiet(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.slice().buffer);
  return new Float32Array(bits.map((word, i) => (Number.isNaN(values[i]) ? word | 0x40_0000 : word)).buffer);
}
