import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../formatError.ts';
import { readParquet } from './readParquet.ts';
import { type ParquetColumn, type ParquetField, writeParquet, writeParquetGroups } from './writeParquet.ts';

const rows = { minLength: 3, maxLength: 3 };
const withHoles = <Value>(value: fc.Arbitrary<Value>) => fc.array(fc.option(value, { freq: 3 }), rows);
const anyColumn: fc.Arbitrary<ParquetColumn> = fc.oneof(
  fc.record({
    name: fc.string({ minLength: 1 }),
    type: fc.constant('float64'),
    values: fc.float64Array(rows),
  }),
  fc.record({
    name: fc.string({ minLength: 1 }),
    type: fc.constant('float32'),
    values: fc.float32Array(rows),
  }),
  fc.record({ name: fc.string({ minLength: 1 }), type: fc.constant('int32'), values: fc.int32Array(rows) }),
  fc.record({
    name: fc.string({ minLength: 1 }),
    type: fc.constant('float64'),
    values: withHoles(fc.double()),
  }),
  fc.record({
    name: fc.string({ minLength: 1 }),
    type: fc.constant('string'),
    values: withHoles(fc.string({ unit: 'grapheme' })),
  }),
  fc.record({
    name: fc.string({ minLength: 1 }),
    type: fc.constant('boolean'),
    values: withHoles(fc.boolean()),
  }),
) as fc.Arbitrary<ParquetColumn>;

test('any columns keep names, order, types, holes and every value', async () => {
  const columns = fc.uniqueArray(anyColumn, { selector: ({ name }) => name, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      columns,
      fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
      async (columns, metadata) => {
        const back = await readParquet(writeParquet(columns, metadata));
        expect(back.metadata).toEqual(metadata);
        expect(back.columns.map(({ name, type }) => [name, type])).toEqual(
          columns.map(({ name, type }) => [name, type]),
        );
        for (const [i, { values }] of columns.entries()) {
          expect(Array.from<unknown>(back.columns[i].values)).toEqual(Array.from<unknown>(values));
        }
      },
    ),
  );
});

test('no columns, and no rows', async () => {
  expect(await readParquet(writeParquet([]))).toEqual({ columns: [], metadata: {} });
  const columns: ParquetColumn[] = [{ name: 'x', type: 'float64', values: [] }];
  const back = await readParquet(writeParquet(columns));
  expect(back.columns).toEqual([{ name: 'x', type: 'float64', values: new Float64Array(0) }]);
});

test('more rows than one row group, with the zeros and NaN that a dictionary would mix up', async () => {
  const values = Float64Array.from({ length: 250_000 }, (_, i) => [0, -0, Number.NaN, 0.1][i % 4]);
  const words = Array.from(values, value => (Number.isNaN(value) ? null : `${value}`));
  const bytes = writeParquet([
    { name: 'x', type: 'float64', values },
    { name: 'text', type: 'string', values: words },
  ]);
  const { columns } = await readParquet(bytes);
  expect(new BigUint64Array((columns[0].values as Float64Array).buffer)).toEqual(
    new BigUint64Array(values.buffer),
  );
  expect(columns[1].values).toEqual(words);
});

describe('row group by row group', () => {
  const fields: ParquetField[] = [
    { name: 'x', type: 'float64' },
    { name: 'text', type: 'string' },
    { name: 'ok', type: 'boolean' },
  ];
  const groups = [
    [
      [1, -0, Number.NaN],
      ['a', null, 'a'],
      [true, false, null],
    ],
    [[], [], []],
    [[null], ['größer'], [null]],
  ] as ParquetColumn['values'][][];
  const piecesOf = async (groups: Iterable<ParquetColumn['values'][]>): Promise<Uint8Array[]> => {
    const each = async function* () {
      yield* groups;
    };
    const pieces = [];
    for await (const piece of writeParquetGroups(fields, each(), { sweep: 'depth' })) pieces.push(piece);
    return pieces;
  };

  test('the pieces are one file of all rows, the last of them its end', async () => {
    const pieces = await piecesOf(groups);
    expect(pieces).toHaveLength(groups.length + 1);
    const { columns, metadata } = await readParquet(Buffer.concat(pieces));
    expect(metadata).toEqual({ sweep: 'depth' });
    expect(columns).toEqual([
      { name: 'x', type: 'float64', values: [1, -0, Number.NaN, null] },
      { name: 'text', type: 'string', values: ['a', null, 'a', 'größer'] },
      { name: 'ok', type: 'boolean', values: [true, false, null, null] },
    ]);
    await expect(readParquet(Buffer.concat(pieces.slice(0, -1)))).rejects.toThrow(FormatError);
  });

  test('of one group the bytes are those of the whole', async () => {
    const columns = fields.map((field, i) => ({ ...field, values: groups[0][i] }) as ParquetColumn);
    const whole = Buffer.from(writeParquet(columns, { sweep: 'depth' }));
    expect(Buffer.concat(await piecesOf(groups.slice(0, 1))).equals(whole)).toBe(true);
  });

  test('no groups are a table without rows', async () => {
    const { columns } = await readParquet(Buffer.concat(await piecesOf([])));
    expect(columns.map(({ name, values }) => [name, values.length])).toEqual([
      ['x', 0],
      ['text', 0],
      ['ok', 0],
    ]);
  });

  test('refuses what the whole refuses', async () => {
    const wrong = (...values: unknown[]) => piecesOf([values as ParquetColumn['values'][]]);
    await expect(wrong([1], ['a'], [])).rejects.toThrow(/^column "ok": expected 1 rows, got 0$/);
    await expect(wrong(['a'], ['a'], [true])).rejects.toThrow(/^column "x", row 0: expected numbers or null/);
  });
});

test('the same columns give the same bytes', () => {
  const columns: ParquetColumn[] = [{ name: 'x', type: 'int32', values: [1, null, 3] }];
  expect(writeParquet(columns, { seed: '0' })).toEqual(writeParquet(columns, { seed: '0' }));
});

describe('writing refuses', () => {
  const x = { name: 'x', type: 'float64', values: [1, 2] } as const;
  test.each<[string, ParquetColumn[]]>([
    ['columns[1].name: expected a name of its own, got "x"', [x, x]],
    ['columns[0].name: expected a name of its own, got ""', [{ ...x, name: '' }]],
    ['column "y": expected 2 rows, got 1', [x, { name: 'y', type: 'string', values: ['a'] }]],
    [
      'column "y", row 0: expected integers of 32 bits or null, got 1.5',
      [{ name: 'y', type: 'int32', values: [1.5] }],
    ],
    [
      'column "y", row 1: expected integers of 32 bits or null, got 2147483648',
      [{ name: 'y', type: 'int32', values: [null, 2 ** 31] }],
    ],
    ['column "x", row 0: expected numbers or null, got a', [{ ...x, values: ['a'] as never }]],
    ['column "x", row 0: expected numbers or null, got undefined', [{ ...x, values: [undefined] as never }]],
  ])('%s', (message, columns) => {
    expect(() => writeParquet(columns)).toThrow(new RangeError(message));
  });
});

describe('reading refuses', () => {
  const good = writeParquet([{ name: 'x', type: 'float64', values: [1, 2] }]);

  test('what is no Parquet file, and any cut of one', async () => {
    for (let length = 0; length < good.length; length++) {
      await expect(readParquet(good.subarray(0, length), 'f'), `${length} bytes`).rejects.toThrow(
        FormatError,
      );
    }
    await expect(readParquet(good.subarray(0, 9), 'f')).rejects.toThrow(
      /^f, byte 1: expected a Parquet file, which ends in "PAR1", got other bytes$/,
    );
  });
});

test('places in a dictionary of 0 bits, of which a run claims to be 2^29 long, are refused at once', async () => {
  // As bytes: 0 bits, a run of 2^26 groups of eight, and nothing more.
  const bytes = writeParquet([{ name: 'x', type: 'int32', values: Int32Array.of(0x8081_8100 | 0, 0x40) }]);
  const counts = [0x15, 0x04, 0x15, 0x00, 0x15, 0x04, 0x15];
  const at = bytes.findIndex((_, i) => counts.every((byte, k) => bytes[i + k] === byte)) + counts.length;
  // PLAIN becomes RLE_DICTIONARY.
  expect(bytes[at]).toBe(0);
  bytes[at] = 2 * 8;
  await expect(readParquet(bytes, 'f')).rejects.toThrow(
    'f, column "x", row group 0, byte 4: expected a run of 1 to 1, got 67108928',
  );
});

test('a value that cannot be held is refused with its row in its row group, and its page', async () => {
  const large = 0x0123_4567_89ab_cdefn;
  const values = BigInt64Array.from({ length: 3000 }, (_, i) => (i === 2500 ? large : BigInt(i)));
  const options = { rowGroupSize: 2000, pageSize: 800, codec: 'UNCOMPRESSED' } as const;
  const column = { name: 'n', data: values, type: 'INT64', encoding: 'PLAIN', nullable: false } as const;
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [column], ...options }));
  const error = await readParquet(bytes, 'f').catch((error: FormatError) => error);
  expect(`${error}`).toMatch(
    /^FormatError: f, column "n", row group 1, row 500, byte \d+: expected 64-bit integers within ±\(2\^53 − 1\), got 81985529216486895$/,
  );
  // The page holds the row, and no page before it does: it begins less than a page in front of the value.
  const view = new DataView(bytes.buffer);
  let at = 0;
  while (view.getBigInt64(at, true) !== large) at++;
  expect(at - (error as FormatError).offset!).toBeGreaterThan(0);
  expect(at - (error as FormatError).offset!).toBeLessThan(850);
});

test('time grows with the number of columns, not with its square', async () => {
  const fastest = async (count: number): Promise<number> => {
    const columns = Array.from({ length: count }, (_, i): ParquetColumn => {
      return { name: `grad_neuron_1_${i}`, type: 'float64', values: Float64Array.of(i) };
    });
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const start = performance.now();
      await readParquet(writeParquet(columns));
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  await fastest(100);
  // 8 times for 8 times the columns; the square would be 64.
  expect(await fastest(4000)).toBeLessThan(30 * (await fastest(500)));
});
