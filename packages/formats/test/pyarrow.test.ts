import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatError, readParquet, writeParquet } from '../src/index.ts';
import { sampleParquet } from './sampleParquet.ts';

type Columns = Readonly<Record<string, readonly (number | string | boolean | null)[]>>;

const expected: { readonly columns: Columns; readonly ours: Columns } = JSON.parse(
  fixture('expected.json').toString(),
);

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/parquet/${name}`, import.meta.url));
}

describe('files pyarrow wrote', () => {
  test.each(['snappy', 'gzip', 'plain', 'second'])('%s.parquet is read to the exact values', async name => {
    const { columns, metadata } = await readParquet(fixture(`${name}.parquet`));
    const found = Object.fromEntries(columns.map(({ name, values }) => [name, Array.from<unknown>(values)]));
    expect(found).toEqual(expected.columns);
    expect(metadata).toEqual({ 'ARROW:schema': expect.any(String) });
  });

  test('have the types of numbers that hold them', async () => {
    const { columns } = await readParquet(fixture('snappy.parquet'));
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      float64: 'float64',
      float16: 'float32',
      int64: 'float64',
      int8: 'int32',
      uint32: 'float64',
      flag: 'boolean',
      text: 'string',
    });
  });

  test.each(readdirSync(new URL('fixtures/parquet/refused/', import.meta.url)))(
    '%s is refused in one line',
    async name => {
      const reading = readParquet(fixture(`refused/${name}`), name);
      await expect(reading).rejects.toThrow(FormatError);
      await expect(reading).rejects.toThrow(
        new RegExp(`^${name}, (?:column .+, )?byte \\d+: expected [^\n]+, got [^\n]+$`),
      );
    },
  );
});

test('the sample has the bytes that pyarrow read the sample’s values from', () => {
  expect(Buffer.from(writeParquet(sampleParquet)).equals(fixture('ours.parquet'))).toBe(true);
  const values = Object.fromEntries(
    sampleParquet.map(({ name, values }) => [name, Array.from<unknown>(values)]),
  );
  expect(expected.ours).toEqual(values);
});
