import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import type { Dataset, RegressionDataset } from './dataset.ts';
import { makeData } from './makeData.ts';
import type { Table } from './table.ts';
import { type TableSettings, tableDataset } from './tableDataset.ts';

const table: Table = [
  { name: 'age', width: 1, values: ['31', ' 4.5e1 ', '27'] },
  { name: 'species', width: 1, values: ['otter', ' Bear', 'otter '] },
  { name: 'X', width: 2, values: Float64Array.of(1, 2, 3, 4, 5, 6) },
  { name: 'level', width: 1, values: ['10', '9', '9'] },
];

const settings: TableSettings = {
  target: 'species',
  features: 'all',
  task: 'auto',
  targetShift: 0,
  standardizeTargets: false,
  standardize: false,
  test: 0,
};

const make = (changes: Partial<TableSettings>, columns = table) =>
  tableDataset(columns, { ...settings, ...changes }, new RandomState(0));

describe('reads', () => {
  test('text labels as classes in the order of their code units, and all other columns side by side', () => {
    expect(make({ features: ['X', 'age'] })).toEqual({
      samples: 3,
      features: 3,
      classes: 2,
      classNames: ['Bear', 'otter'],
      X: Float64Array.of(1, 2, 31, 3, 4, 45, 5, 6, 27),
      y: Int32Array.of(1, 0, 1),
    });
    const [age, species, X] = table;
    expect(make({}, [age, species, X])).toEqual(make({ features: ['age', 'X'] }));
  });

  test('whole numbers as classes in ascending order, unless they are said to be values', () => {
    const classes = make({ target: 'level', features: ['age'] }) as Dataset;
    expect(classes.classNames).toEqual(['9', '10']);
    expect(Array.from(classes.y)).toEqual([1, 0, 0]);
    const values = make({ target: 'level', features: ['age'], task: 'regression' }) as RegressionDataset;
    expect([values.outputs, Array.from(values.targets)]).toEqual([1, [10, 9, 9]]);
  });

  test('several columns, or fractions, as targets', () => {
    const wide = make({ target: 'X', features: ['age'] }) as RegressionDataset;
    expect([wide.outputs, Array.from(wide.targets)]).toEqual([2, [1, 2, 3, 4, 5, 6]]);
    const fractions: Table = [table[0], { name: 'y', width: 1, values: ['1', '.5', '-2'] }];
    expect(make({ target: 'y' }, fractions)).toMatchObject({ targets: Float64Array.of(1, 0.5, -2) });
  });

  test.each([
    [1, [31, 45], ['Bear', 'otter']],
    [-1, [45, 27], ['otter', 'Bear']],
    [-2, [27], ['otter']],
  ])('targets %d rows below, leaving out rows that have none', (targetShift, X, labels) => {
    const data = make({ features: ['age'], targetShift }) as Dataset;
    expect([data.samples, Array.from(data.X)]).toEqual([X.length, X]);
    expect(Array.from(data.y, label => data.classNames![label])).toEqual(labels);
    const wide = make({ target: 'X', features: ['age'], targetShift }) as RegressionDataset;
    expect([wide.samples, Array.from(wide.X)]).toEqual([X.length, X]);
    expect(wide.targets[0]).toBe(targetShift > 0 ? 3 : 1);
  });

  test('labels that are numbers only in part, if they are said to be classes', () => {
    const mixed: Table = [table[0], { name: 'y', width: 1, values: ['1', 'unknown', '2'] }];
    expect(make({ target: 'y', task: 'classification' }, mixed)).toMatchObject({
      classNames: ['1', '2', 'unknown'],
    });
  });
});

describe('held out and standardized', () => {
  interface Split {
    readonly kind: 'iris' | 'wine';
    readonly seed: number;
    readonly test: number;
    readonly samples: readonly number[];
    readonly first: readonly (readonly number[])[];
    readonly scaled: readonly (readonly number[])[];
    readonly y: readonly (readonly number[])[];
  }
  const file = new URL('../../test/fixtures/data/data.json', import.meta.url);
  const { splits }: { splits: readonly Split[] } = JSON.parse(readFileSync(file, 'utf8'));

  test.each(splits)('$kind, $test held out: the rows are scikit-learn’s', split => {
    const { kind, seed, test } = split;
    const data = makeData({ kind, standardize: false, test }, new RandomState(seed)) as Dataset;
    const parts = [data, data.test!];
    expect(parts.map(({ samples }) => samples)).toEqual(split.samples);
    expect(parts.map(({ X, features }) => Array.from(X.subarray(0, 3 * features)))).toEqual(split.first);
    expect(parts.map(({ y }) => Array.from(y))).toEqual(split.y);
  });

  test.each(splits)('$kind: scaled by the training rows, within 1e-14 of scikit-learn', split => {
    const { kind, seed, test } = split;
    const data = makeData({ kind, standardize: true, test }, new RandomState(seed)) as Dataset;
    [data, data.test!].forEach(({ X }, part) => {
      for (const [i, value] of split.scaled[part].entries()) {
        expect(Math.abs(X[i] - value)).toBeLessThan(1e-14 * Math.max(1, Math.abs(value)));
      }
    });
  });

  test('a constant feature becomes 0, also where its sum is rounded', () => {
    const rows = Array<string>(10).fill('0.1');
    const constant: Table = [
      { name: 'x', width: 1, values: rows },
      { name: 'y', width: 1, values: rows.map((_, i) => `${i % 2}`) },
    ];
    expect(Array.from(make({ target: 'y', standardize: true }, constant).X)).toEqual(Array(10).fill(0));
  });

  test('targets go with their rows and keep their scale', () => {
    const rows: Table = [
      { name: 'x', width: 1, values: Float64Array.from({ length: 10 }, (_, i) => i) },
      { name: 'y', width: 1, values: Float64Array.from({ length: 10 }, (_, i) => i + 0.5) },
    ];
    const data = make({ target: 'y', test: 0.25 }, rows) as RegressionDataset;
    expect([data.samples, data.test!.samples]).toEqual([7, 3]);
    for (const { X, targets } of [data, data.test!]) {
      expect(Array.from(targets)).toEqual(Array.from(X, x => x + 0.5));
    }
  });
});

describe('refuses, with the column and the row', () => {
  const column = (...values: string[]): Table => [
    { name: 'x', width: 1, values },
    { name: 'y', width: 1, values: values.map(() => 'a') },
  ];
  const labels = (...values: string[]): Table => [
    { name: 'x', width: 1, values },
    { name: 'y', width: 1, values: values.map(() => '1') },
  ];
  const long = 'z'.repeat(99);
  test.each<[string, Partial<TableSettings>, Table]>([
    [
      'column "x", row 2: expected a finite number, got nothing; data.missing: drop leaves its row out, mean takes the mean of its column',
      { target: 'y' },
      column('1', ' ', '2'),
    ],
    [
      'column "x", row 1: expected a finite number, got "0x10"; data.categorical: onehot takes text; data.features can leave the column out',
      { target: 'y' },
      column('0x10'),
    ],
    [
      'column "x", row 1: expected a finite number, got "1,5"; data.categorical: onehot takes text; data.features can leave the column out',
      { target: 'y' },
      column('1,5'),
    ],
    ['column "x", row 3: expected a finite number, got "1e999"', { target: 'y' }, column('1', '2', '1e999')],
    [
      `column "x", row 1: expected a finite number, got "${'z'.repeat(60)}"…; data.categorical: onehot takes text; data.features can leave the column out`,
      { target: 'y' },
      column(long),
    ],
    [
      'column "X[:, 1]", row 2: expected a finite number, got NaN; data.missing: drop leaves its row out, mean takes the mean of its column',
      { features: ['X'] },
      [table[1], { name: 'X', width: 2, values: Float64Array.of(1, 2, 3, Number.NaN, 5, 6) }],
    ],
    [
      'column "x", row 2: expected a label, got nothing; data.missing: drop leaves its row out, mean takes the mean of its column',
      { target: 'x' },
      labels('cat', '', 'dog'),
    ],
    [
      'column "x", row 2: expected a finite number, got "n/a"; data.missing: drop leaves its row out, mean takes the mean of its column',
      { target: 'x' },
      labels('0.25', 'n/a'),
    ],
    [
      'column "X": expected 2 rows as "species" has, got 3; features can leave it out',
      {},
      [table[2], { name: 'species', width: 1, values: ['a', 'b'] }],
    ],
    [
      'target: expected a column of the table (age, species, X, level), got "Species"',
      { target: 'Species' },
      table,
    ],
    [
      'features: expected a column of the table (age, species, X, level), got "y"',
      { features: ['y'] },
      table,
    ],
    [
      'features: expected each column once, and not the target, got "age"',
      { features: ['age', 'age'] },
      table,
    ],
    [
      'features: expected each column once, and not the target, got "species"',
      { features: ['species'] },
      table,
    ],
    [
      'target: expected one column of classes, got 2 in "X"',
      { target: 'X', features: ['age'], task: 'classification' },
      table,
    ],
    [
      'table: expected at least one row and one column besides "species", got 3 rows and 0 columns',
      {},
      [table[1]],
    ],
    [
      'test: expected a share from 0 that leaves rows to train on, got 0.9 of 3',
      { features: ['age'], test: 0.9 },
      table,
    ],
    [
      'targetShift: expected a shift that leaves rows, got -3 of 3 rows',
      { features: ['age'], targetShift: -3 },
      table,
    ],
    [
      'column "y": expected at most 1000 classes, got 1001; task: regression takes them as numbers',
      { target: 'y', task: 'classification' },
      ['x', 'y'].map(name => ({
        name,
        width: 1,
        values: Float64Array.from({ length: 1001 }, (_, i) => i),
      })),
    ],
  ])('%s', (message, changes, columns) => {
    expect(() => make(changes, columns)).toThrow(new RangeError(message));
  });
});

test('a table’s file must be read by the caller', () => {
  expect(() => makeData({ ...settings, kind: 'table', file: 'a.csv' }, new RandomState(0))).toThrow(
    new TypeError('table: expected what "a.csv" holds, got nothing'),
  );
});
