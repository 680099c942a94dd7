import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../formatError.ts';
import { encodeEvent } from './encodeEvent.ts';
import { EventReader, readEvents } from './eventReader.ts';
import type { EventValue } from './eventValue.ts';
import { frameRecord } from './frameRecord.ts';
import { maskedCrc32c } from './maskedCrc32c.ts';
import { writeEvents } from './writeEvents.ts';

const scalar = (step: number, value = step, tag = 'loss'): EventValue => ({
  kind: 'scalar',
  tag,
  step,
  wallTime: 1.6e9,
  value,
  precision: 'float32',
});
const scalars = (count: number) => Array.from({ length: count }, (_, step) => scalar(step));

function readAll(pieces: Iterable<Uint8Array>, wants?: (tag: { name: string }) => boolean) {
  const values: EventValue[] = [];
  const reader = new EventReader(value => values.push(value), { file: 'f', ...(wants && { wants }) });
  for (const piece of pieces) reader.push(piece);
  return { values, ...reader.summary() };
}

/** The bytes in pieces of these lengths, over and over. */
function* pieces(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const end = at + lengths[i % lengths.length];
    // A copy, overwritten once it was used: nothing of it may be kept.
    const piece = bytes.slice(at, end);
    yield piece;
    piece.fill(0xaa);
    at = end;
  }
}

const place = { tag: fc.string(), step: fc.maxSafeInteger(), wallTime: fc.double({ noNaN: true }) };
const floats = fc.float64Array({ maxLength: 9 });
const anyValue: fc.Arbitrary<EventValue> = fc.oneof(
  fc.record({ ...place, kind: fc.constant('scalar'), value: fc.float(), precision: fc.constant('float32') }),
  fc.record({ ...place, kind: fc.constant('scalar'), value: fc.double(), precision: fc.constant('float64') }),
  fc.record({
    ...place,
    kind: fc.constant('histogram'),
    buckets: floats.map(values => values.slice(0, values.length - (values.length % 3))),
  }),
  fc
    .oneof(
      floats,
      fc.float32Array(),
      fc.int32Array(),
      fc.uint8Array(),
      fc.array(fc.string({ unit: 'grapheme' })),
    )
    .chain(values =>
      fc.record({
        ...place,
        kind: fc.constant('tensor'),
        plugin: fc.constantFrom('', 'text', 'pr_curves'),
        shape: fc.constant([values.length]),
        values: fc.constant(values),
      }),
    ),
) as fc.Arbitrary<EventValue>;

describe('round trip', () => {
  test('any values come back with every bit, however the file is cut into pieces', () => {
    // Unique tags, because a tag's first value determines its kind.
    const values = fc.uniqueArray(anyValue, { selector: ({ tag }) => tag });
    fc.assert(
      fc.property(values, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (values, lengths) => {
        const { values: back, ...summary } = readAll(pieces(writeEvents(values), lengths));
        expect(back).toEqual(values);
        expect(summary).toMatchObject({ records: values.length + 1, pending: 0, problemCount: 0 });
      }),
    );
  });

  test('a histogram with moments, in the older form', () => {
    const histogram: EventValue = {
      kind: 'histogram',
      tag: 'h',
      step: 1,
      wallTime: 0,
      buckets: Float64Array.of(-1, -0.5, 2, -0.5, 1e300, 0, 1e300, 2e300, 5e-324),
      moments: { min: -1, max: 2e300, count: 3, sum: -0, sumSquares: Infinity },
    };
    expect(readAll([writeEvents([histogram])]).values).toEqual([histogram]);
  });

  test('a float32 scalar is rounded to float32', () => {
    const [value] = readAll([writeEvents([{ ...scalar(0), kind: 'scalar', value: 0.1 }])]).values;
    expect(value).toMatchObject({ value: Math.fround(0.1), precision: 'float32' });
  });
});

describe('a file that grows', () => {
  test('is followed: each value comes once, as soon as its record is whole', () => {
    const file = writeEvents(scalars(3));
    const values: EventValue[] = [];
    const reader = new EventReader(value => values.push(value));
    reader.push(file.subarray(0, file.length - 1));
    expect(values).toEqual(scalars(2));
    expect(reader.summary().pending).toBeGreaterThan(0);
    reader.push(file.subarray(file.length - 1));
    expect(values).toEqual(scalars(3));
    expect(reader.summary()).toMatchObject({ pending: 0, bytes: file.length, problemCount: 0 });
  });

  test('cut anywhere, gives what came before and no problem', () => {
    const file = writeEvents(scalars(2));
    for (let length = 0; length < file.length; length++) {
      const { values, problemCount, pending, bytes } = readAll([file.subarray(0, length)]);
      expect(scalars(2).slice(0, values.length)).toEqual(values);
      expect(problemCount).toBe(0);
      expect(pending).toBeLessThanOrEqual(bytes);
    }
  });
});

describe('a record that was damaged', () => {
  const file = writeEvents(scalars(9));
  /** Where the record of each value begins: the first, the version, is 40 bytes long. */
  const recordLength = (file.length - 40) / 9;
  const begin = (i: number) => 40 + i * recordLength;

  test('in its data is left out, and named by file and offset', () => {
    const at = begin(4) + 20;
    for (const cut of [[1000], [7], [begin(4) + 3]]) {
      const { values, problems, records } = readAll(pieces(file.with(at, file[at] ^ 1), cut));
      expect(values).toEqual(scalars(9).toSpliced(4, 1));
      expect(records).toBe(9);
      expect(problems).toEqual([
        new FormatError({
          file: 'f',
          offset: begin(4),
          rule: "the checksum of a record's data behind it",
          got: 'another',
        }),
      ]);
    }
  });

  test('in its length is left out, and the next one found', () => {
    const at = begin(4);
    for (const cut of [[1000], [7], [begin(4) + 3]]) {
      const { values, problems } = readAll(pieces(file.with(at, file[at] ^ 64), cut));
      expect(values).toEqual(scalars(9).toSpliced(4, 1));
      expect(problems).toEqual([
        new FormatError({
          file: 'f',
          offset: at,
          rule: "the checksum of a record's length behind it",
          got: 'another',
        }),
      ]);
    }
  });

  test('any one byte of the file: at most its record is lost', () => {
    for (let at = 0; at < file.length; at++) {
      const { values, problemCount } = readAll(pieces(file.with(at, file[at] ^ 0x5a), [50]));
      const lost = Math.floor((at - 40) / recordLength);
      expect(values, `byte ${at}`).toEqual(at < 40 ? scalars(9) : scalars(9).toSpliced(lost, 1));
      expect(problemCount).toBe(1);
    }
  });

  test('a megabyte of other bytes between records', () => {
    const noise = Uint8Array.from({ length: 2 ** 20 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24);
    const damaged = Uint8Array.from([...file.subarray(0, begin(3)), ...noise, ...file.subarray(begin(3))]);
    const { values, problems } = readAll(pieces(damaged, [65536]));
    expect(values).toEqual(scalars(9));
    expect(problems.map(({ offset }) => offset)).toEqual([begin(3)]);
  });

  test('whose data are no Event is left out', () => {
    const event = encodeEvent(scalar(0), true);
    const values = [frameRecord(Uint8Array.of(...event, 7)), frameRecord(Uint8Array.of(...event)), file];
    const { problems, ...found } = readAll(values);
    expect(found.values).toEqual([scalar(0), ...scalars(9)]);
    expect(problems.map(({ message }) => message)).toEqual(['f, byte 0: expected an Event, got other bytes']);
  });

  test('longer than 64 MiB is passed over without being held', () => {
    const length = 2 ** 26 + 1;
    const header = frameRecord(new Uint8Array(0)).slice(0, 12);
    const view = new DataView(header.buffer);
    view.setUint32(0, length, true);
    view.setUint32(8, maskedCrc32c(view, 0, 8), true);
    const reader = new EventReader(value => values.push(value), { file: 'f' });
    const values: EventValue[] = [];
    reader.push(header);
    const piece = new Uint8Array(2 ** 20);
    for (let sent = 0; sent < length + 4; sent += piece.length) {
      reader.push(piece.subarray(0, Math.min(piece.length, length + 4 - sent)));
      expect(reader.summary().pending).toBe(0);
    }
    reader.push(file);
    expect(values).toEqual(scalars(9));
    expect(reader.summary().problems.map(({ message }) => message)).toEqual([
      `f, byte 0: expected records of at most ${2 ** 26} bytes, got ${length}`,
    ]);
  });
});

describe('tags', () => {
  const mixed = [scalar(0), scalar(0, 5, 'accuracy'), scalar(1), scalar(7, 6, 'accuracy')];

  test('are counted, with their steps, whether wanted or not', () => {
    const asked: string[] = [];
    const { values, tags } = readAll([writeEvents(mixed)], ({ name }) => {
      asked.push(name);
      return name === 'accuracy';
    });
    expect(values).toEqual([mixed[1], mixed[3]]);
    expect(asked).toEqual(['loss', 'accuracy']);
    expect(tags).toEqual([
      { name: 'loss', kind: 'scalar', plugin: 'scalars', count: 2, firstStep: 0, lastStep: 1 },
      { name: 'accuracy', kind: 'scalar', plugin: 'scalars', count: 2, firstStep: 0, lastStep: 7 },
    ]);
  });

  test('whose names have the same hash are told apart', () => {
    // Two names with one FNV-1a hash.
    const names = ['costarring', 'liquid'];
    const { tags } = readAll([writeEvents(names.map((name, i) => scalar(i, i, name)))]);
    expect(tags.map(({ name }) => name)).toEqual(names);
  });

  test('more than 100,000 are a problem, not more memory', () => {
    const { tags, problems, problemCount } = readAll([
      writeEvents(Array.from({ length: 100_002 }, (_, i) => scalar(0, 0, `${i}`))),
    ]);
    expect(tags).toHaveLength(100_000);
    expect(problemCount).toBe(2);
    expect(problems[0].message).toMatch(/^f, byte \d+: expected at most 100000 tags, got one more$/);
  });
});

test('an error that the handler throws is the caller’s, not a problem of the file', () => {
  const reader = new EventReader(() => {
    throw new Error('mine');
  });
  expect(() => reader.push(writeEvents([scalar(0)]))).toThrow('mine');
});

describe('readEvents', () => {
  const file = writeEvents(scalars(3));
  const stream = () => new Blob([new Uint8Array(file)]).stream();

  test.each([
    ['bytes', () => file],
    ['pieces', () => pieces(file, [5])],
    ['a web stream', stream],
  ])('takes %s', async (_what, source) => {
    const values: EventValue[] = [];
    const { records } = await readEvents(source(), value => values.push(value));
    expect(values).toEqual(scalars(3));
    expect(records).toBe(4);
  });

  test('refuses what has not one whole record', async () => {
    const other = new TextEncoder().encode('step,loss\n0,1.5\n'.repeat(9));
    await expect(readEvents(other, () => {}, { file: 'a.csv' })).rejects.toThrow(
      new FormatError({ file: 'a.csv', offset: 0, rule: 'a TensorBoard event file', got: 'no whole record' }),
    );
  });

  test('takes an empty file: one that was just begun', async () => {
    expect(await readEvents(new Uint8Array(0), () => {})).toMatchObject({ records: 0, tags: [] });
  });
});

describe('writing refuses', () => {
  test.each<[string, EventValue]>([
    ['step: expected an integer, got 0.5', { ...scalar(0), step: 0.5 }],
    [
      'buckets: expected rows of 3, got 4 values',
      { kind: 'histogram', tag: 'h', step: 0, wallTime: 0, buckets: new Float64Array(4) },
    ],
    [
      'shape: expected one that holds 2 values, got (3,)',
      { kind: 'tensor', tag: 't', step: 0, wallTime: 0, plugin: '', shape: [3], values: new Float32Array(2) },
    ],
  ])('%s', (message, value) => {
    expect(() => writeEvents([value])).toThrow(new RangeError(message));
  });
});
