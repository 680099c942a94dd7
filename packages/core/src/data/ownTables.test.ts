import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import type { AnyDataset } from './dataset.ts';
import type { Table } from './table.ts';
import { type TableSettings, tableDataset } from './tableDataset.ts';
import { tableGuesses } from './tableGuesses.ts';

const settings: TableSettings = {
  target: 'y',
  features: 'all',
  task: 'auto',
  targetShift: 0,
  standardize: false,
  standardizeTargets: false,
  test: 0,
};
const text = (name: string, ...values: string[]) => ({ name, width: 1, values });
const make = (table: Table, changes: Partial<TableSettings> = {}): AnyDataset =>
  tableDataset(table, { ...settings, ...changes }, new RandomState(0));
const guesses = (table: Table, changes: Partial<TableSettings> = {}) =>
  tableGuesses(table, { ...settings, ...changes });

describe('missing values', () => {
  const table = [
    text('a', '1', 'NA', '3', '', '8'),
    { name: 'b', width: 2, values: Float64Array.of(1, 2, 3, 4, Number.NaN, 6, 7, 8, 9, 10) },
    text('y', 'cat', 'dog', 'dog', 'cat', '?'),
  ];

  test('are refused with what to write', () => {
    expect(() => make(table)).toThrow(
      'column "a", row 2: expected a finite number, got "NA"; data.missing: drop leaves its row out, mean takes the mean of its column',
    );
  });

  test('drop leaves out every row that lacks a feature or its target', () => {
    expect(make(table, { missing: 'drop' })).toEqual({
      samples: 1,
      features: 3,
      X: Float64Array.of(1, 1, 2),
      classes: 2,
      classNames: ['cat', 'dog'],
      y: Int32Array.of(0),
    });
    expect(guesses(table, { missing: 'drop' })).toEqual([
      '"y" holds 2 classes, because it is text',
      '4 rows left out for missing values',
    ]);
  });

  test('mean takes that of the column, and leaves out rows that lack their target', () => {
    const data = make(table, { missing: 'mean' });
    // Row 5 has no target: its 8 counts for no mean.
    expect(data).toMatchObject({ samples: 4, y: Int32Array.of(0, 1, 1, 0) });
    expect(Array.from(data.X)).toEqual([1, 1, 2, 2, 3, 4, 3, 11 / 3, 6, 2, 7, 8]);
    expect(guesses(table, { missing: 'mean' })).toContain('3 missing values filled with the mean');
  });

  test('of rows held out take the mean of the rows to train on', () => {
    const numbers = Array.from({ length: 10 }, (_, i) => (i === 4 ? '' : String(i * i)));
    const targets = numbers.map((_, i) => `${i / 2}`);
    const data = make([text('a', ...numbers), text('y', ...targets)], { missing: 'mean', test: 0.5 });
    const known = [...data.X].filter(value => Number.isInteger(Math.sqrt(value)));
    const all = [...data.X, ...data.test!.X];
    const filled = all.filter(value => !Number.isInteger(Math.sqrt(value)));
    expect(filled).toEqual([known.reduce((sum, value) => sum + value, 0) / known.length]);
  });

  test('of a target of numbers leave the row out, before or after it is shifted', () => {
    const shifted = make([text('a', '1', '2', '3', '4'), text('y', '0.5', 'nan', '1.5', '2.5')], {
      missing: 'drop',
      targetShift: 1,
    });
    expect(shifted).toMatchObject({ X: Float64Array.of(2, 3), targets: Float64Array.of(1.5, 2.5) });
  });

  test.each([
    ['missing: expected a row that lacks nothing, got 2 that do', { missing: 'drop' } as const],
    [
      'missing: expected a value in column 1 of the features, got none in the 2 rows to train on',
      { missing: 'mean' } as const,
    ],
  ])('%s', (message, changes) => {
    expect(() => make([text('a', '', 'NA'), text('y', 'p', 'q')], changes)).toThrow(message);
  });
});

describe('text as features', () => {
  const table = [text('color', 'red', ' blue', 'red'), text('y', '0', '1', '0')];

  test('is refused with what to write', () => {
    expect(() => make(table)).toThrow('got "red"; data.categorical: onehot takes text');
    expect(() => make([text('when', '2024-01-31', '2024-02-01'), text('y', '0', '1')])).toThrow(
      'got "2024-01-31"; it looks like a date: list the columns to use in data.features',
    );
  });

  test('onehot makes a column of each text, in ascending order', () => {
    expect(make(table, { categorical: 'onehot' })).toMatchObject({
      features: 2,
      X: Float64Array.of(0, 1, 1, 0, 0, 1),
    });
    expect(guesses(table, { categorical: 'onehot' })).toEqual([
      '"y" holds 2 classes, because it is whole numbers',
      'each text is a column of its own in "color"',
    ]);
  });

  test('a text for each row is no kind', () => {
    const names = Array.from({ length: 100 }, (_, i) => `person ${i}`);
    expect(() =>
      make([text('name', ...names), text('y', ...names.map(() => 'a'))], { categorical: 'onehot' }),
    ).toThrow('column "name": expected text of at most 20 kinds, or 10 rows of each, got 100 in 100 rows');
  });

  test('true and false are 1 and 0', () => {
    const bits = [text('on', 'True', 'FALSE', 'true'), text('y', '0', '1', '0')];
    expect(make(bits).X).toEqual(Float64Array.of(1, 0, 1));
    expect(guesses(bits)).toContain('true and false are 1 and 0 in "on"');
  });
});

describe('whole numbers as target', () => {
  const target = (values: number, rows: number): Table => [
    text('a', ...Array.from({ length: rows }, (_, i) => String(i))),
    { name: 'y', width: 1, values: Float64Array.from({ length: rows }, (_, i) => i % values) },
  ];

  test.each([
    [214, 442],
    [21, 209],
    [6, 11],
    [12, 12],
  ])('%i different ones in %i rows may be either: the task is asked for', (values, rows) => {
    expect(() => make(target(values, rows))).toThrow(
      `task: expected regression or classification, because "y" has ${values} different whole numbers in ${rows} rows, got auto`,
    );
    expect(make(target(values, rows), { task: 'regression' })).toMatchObject({ outputs: 1 });
    expect(make(target(values, rows), { task: 'classification' })).toMatchObject({ classes: values });
  });

  test.each([
    [20, 40],
    [21, 210],
    [5, 5],
    [2, 2],
    [10, 1797],
  ])('%i different ones in %i rows are classes', (values, rows) => {
    expect(make(target(values, rows))).toMatchObject({ classes: values });
  });
});
