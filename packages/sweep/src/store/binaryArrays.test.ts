import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, expect, it } from 'vitest';
import { doubleArray, integerArray, jsonArray, textArray } from './binaryArrays.ts';

const pglite = await PGlite.create();
afterAll(() => pglite.close());

/** The database's reading of a parameter: each element as text. */
async function read(type: string, array: Buffer): Promise<(string | null)[]> {
  const { rows } = await pglite.query<{ values: (string | null)[] }>(
    `SELECT ARRAY(SELECT value::text FROM unnest($1::${type}[]) AS value) AS values`,
    [array],
  );
  return rows[0].values;
}

describe('an array in binary format', () => {
  it('of texts keeps quotes, commas, backslashes, line ends, letters of all scripts, and nulls', async () => {
    const values = ['', 'a', '"', '{a,b}', '\\', 'NULL', null, 'zwei\nZeilen', '𝛿 ∂ ж'];
    expect(await read('text', textArray(values))).toEqual(values);
  });

  it('of integers keeps the least and the most', async () => {
    const values = [0, -1, 2 ** 31 - 1, -(2 ** 31)];
    expect(await read('integer', integerArray([...values, null]))).toEqual([...values.map(String), null]);
  });

  it('of numbers keeps every bit', async () => {
    const values = [0.1, -0, 5e-324, -1.7976931348623157e308, Number.NaN, Infinity, -Infinity];
    const { rows } = await pglite.query<{ bits: string }>(
      "SELECT encode(float8send(value), 'hex') AS bits FROM unnest($1::double precision[]) AS value",
      [doubleArray(values)],
    );
    const bitsOf = (value: number) => Buffer.from(Float64Array.of(value).buffer).reverse().toString('hex');
    expect(rows.map(({ bits }) => bits)).toEqual(values.map(bitsOf));
    expect(await read('double precision', doubleArray([null, 1]))).toEqual([null, '1']);
  });

  it('of JSON keeps it as it is written', async () => {
    const values = ['{"step": 0.10}', '[1,"\\"é"]'];
    expect(await read('json', jsonArray(values))).toEqual(values);
  });

  it('may be empty, and may be long', async () => {
    for (const array of [textArray([]), integerArray([]), doubleArray([]), jsonArray([])])
      expect(array.length).toBe(20);
    expect(await read('double precision', doubleArray([]))).toEqual([]);
    const many = Array.from({ length: 100_000 }, (_, i) => i);
    expect(await read('integer', integerArray(many))).toEqual(many.map(String));
  });
});
