import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { singularValues } from './singularValues.ts';

/** A case written by `makeSingularValues.py`. */
interface Case {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly matrix: readonly number[];
  readonly values: readonly number[];
}

const file = new URL('../../test/fixtures/networks/singularValues.json', import.meta.url);
const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(file, 'utf8'));
/** Neither the directions of the columns nor of the rows tell the small singular values of these. */
const TURNED = ['turned, from 1 to 1e-12', 'of rank 1'];
const named = (turned: boolean) =>
  cases.filter(({ name }) => TURNED.includes(name) === turned).map(one => [one.name, one] as const);

test.each(named(false))('each singular value, relative error < 1e-14: %s', (_, one) => {
  const values = singularValues(one.matrix, one.rows, one.columns);
  expect(values.length).toBe(one.values.length);
  for (const [i, right] of one.values.entries()) {
    expect(Math.abs(values[i] / right - 1), `${i}`).toBeLessThan(1e-14);
  }
});

test.each(named(true))('each singular value, error < 1e-15 of the largest: %s', (_, one) => {
  const values = singularValues(one.matrix, one.rows, one.columns);
  expect(values.length).toBe(one.values.length);
  for (const [i, right] of one.values.entries()) {
    expect(Math.abs(values[i] - right) / one.values[0], `${i}`).toBeLessThan(1e-15);
  }
});

describe('what needs no computing', () => {
  test.each<[string, readonly number[], number, number, readonly number[]]>([
    ['a number', [-3], 1, 1, [3]],
    ['orthogonal columns', [0, 3, -2, 0], 2, 2, [3, 2]],
    ['zeros', [0, 0, 0, 0, 0, 0], 2, 3, [0, 0]],
    ['the least number', [0, 0, 5e-324, 0], 2, 2, [5e-324, 0]],
  ])('%s', (_, matrix, rows, columns, values) => {
    expect([...singularValues(matrix, rows, columns)]).toEqual(values);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d comes first', entry => {
    expect(singularValues([entry, 0, 0, 1], 2, 2)[0]).toBe(entry);
  });
});

test('the matrix is left as it is', () => {
  const matrix = Float64Array.of(1, 2, 3, 4);
  singularValues(matrix, 2, 2);
  expect([...matrix]).toEqual([1, 2, 3, 4]);
});
