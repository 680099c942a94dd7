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
const make = (table: Table, changes: Partial<TableSettings> = {}): AnyDataset =>
  tableDataset(table, { ...settings, ...changes }, new RandomState(0));
const guesses = (table: Table, changes: Partial<TableSettings> = {}) =>
  tableGuesses(table, { ...settings, ...changes });
const numbers = (name: string, ...values: number[]) => ({
  name,
  width: 1,
  values: Float64Array.from(values),
});
const text = (name: string, ...values: string[]) => ({ name, width: 1, values });
const range = (count: number) => Float64Array.from({ length: count }, (_, i) => i);

describe('arrays with axes', () => {
  const sequences = { name: 'X', width: 6, axes: [3], values: range(24) };
  const pictures = { name: 'X', width: 8, axes: [2, 4], values: range(32) };

  test('keep them, if they are the only column', () => {
    const y = numbers('y', 0, 1, 1, 0);
    expect(make([sequences, y])).toMatchObject({ samples: 4, features: 6, axes: [3], X: range(24) });
    expect(make([pictures, y])).toMatchObject({ samples: 4, features: 8, axes: [2, 4], X: range(32) });
    expect(guesses([sequences, y])).toEqual([
      '"X" holds sequences of 3 positions with 2 channels',
      '"y" holds 2 classes, because it is whole numbers',
    ]);
    expect(guesses([pictures, y])[0]).toBe('"X" holds pictures of 2 × 4 with 1 channel');
  });

  test('beside other columns are features side by side', () => {
    const data = make([sequences, numbers('a', 7, 8, 9, 10), numbers('y', 0, 1, 1, 0)]);
    expect(data).toMatchObject({ samples: 4, features: 7 });
    expect(data.axes).toBeUndefined();
  });

  test('a target with a value for each position is an answer at every one: classes and values', () => {
    const labels = {
      name: 'y',
      width: 3,
      values: ['a', 'b', 'a', 'b', 'b', 'b', 'a', 'a', 'a', 'c', 'a', 'b'],
    };
    expect(make([sequences, labels])).toMatchObject({
      classes: 3,
      classNames: ['a', 'b', 'c'],
      y: Int32Array.of(0, 1, 0, 1, 1, 1, 0, 0, 0, 2, 0, 1),
    });
    expect(guesses([sequences, labels])[1]).toBe('"y" holds 3 classes, because it is text');
    const values = range(12).map(value => value / 4);
    expect(make([sequences, { name: 'y', width: 3, values }])).toMatchObject({ outputs: 1, targets: values });
    const two = range(24).map(value => value / 4);
    const wide = { name: 'y', width: 6, axes: [3], values: two };
    expect(make([sequences, wide])).toMatchObject({ outputs: 2, targets: two });
    const other = { name: 'y', width: 2, values: range(8).map(value => value / 4) };
    expect(make([sequences, other])).toMatchObject({ outputs: 2, targets: other.values });
  });

  test('held out, shifted and left out sample by sample, with all of its answers', () => {
    const y = { name: 'y', width: 3, values: range(12).map(value => value / 4) };
    const held = make([sequences, y], { test: 0.5 });
    const order = new RandomState(0).permutation(4);
    expect(Array.from(held.X)).toEqual(
      [2, 3].flatMap(i => [...sequences.values.subarray(6 * order[i], 6 * order[i] + 6)]),
    );
    expect(Array.from((held as { targets: Float64Array }).targets)).toEqual(
      [2, 3].flatMap(i => [...y.values.subarray(3 * order[i], 3 * order[i] + 3)]),
    );
    expect(make([sequences, y], { targetShift: 1 })).toMatchObject({
      samples: 3,
      X: range(18),
      targets: y.values.subarray(3),
    });
    const holes = { ...y, values: y.values.map((value, i) => (i === 4 ? Number.NaN : value)) };
    expect(make([sequences, holes], { missing: 'drop' })).toMatchObject({
      samples: 3,
      targets: Float64Array.of(0, 0.25, 0.5, 1.5, 1.75, 2, 2.25, 2.5, 2.75),
    });
  });

  test('missing: mean takes that of the channel over all positions and samples', () => {
    const values = range(24).map((value, i) => (i === 0 ? Number.NaN : value));
    const data = make([{ ...sequences, values }, numbers('y', 0, 1, 1, 0)], { missing: 'mean' });
    const even = Array.from(range(24)).filter(value => value > 0 && value % 2 === 0);
    expect(data.X[0]).toBe(even.reduce((sum, value) => sum + value, 0) / even.length);
  });

  test('standardize scales a channel over all positions', () => {
    const { X } = make([sequences, numbers('y', 0, 1, 1, 0)], { standardize: true });
    const deviation = Math.sqrt(
      Array.from({ length: 12 }, (_, i) => (2 * i - 11) ** 2).reduce((a, b) => a + b) / 12,
    );
    for (const [i, x] of X.entries()) expect(x).toBeCloseTo((2 * Math.floor(i / 2) - 11) / deviation, 14);
  });
});

describe('long tables', () => {
  const id = text('id', 'b', 'a', 'b', 'a', 'a', 'b');
  const t = numbers('t', 2, 10, 1, 12, 11, 3);
  const a = numbers('a', 21, 110, 11, 112, 111, 31);
  const kind = text('kind', 'p', 'q', 'p', 'p', 'p', 'p');
  const by = { sequence: 'id', time: 't' };

  test('are sequences in the order in which they begin, each by time, without the two columns', () => {
    const data = make([id, t, a, text('y', 'up', 'down', 'up', 'down', 'down', 'up')], by);
    expect(data).toEqual({
      samples: 2,
      features: 3,
      axes: [3],
      X: Float64Array.of(11, 21, 31, 110, 111, 112),
      classes: 2,
      classNames: ['down', 'up'],
      y: Int32Array.of(1, 0),
    });
  });

  test('a target that changes within a sequence is an answer at every position; the guess says which', () => {
    const steady = text('y', 'up', 'down', 'up', 'down', 'down', 'up');
    const changing = text('y', 'up', 'down', 'down', 'down', 'down', 'up');
    expect(make([id, t, a, changing], by)).toMatchObject({ y: Int32Array.of(0, 1, 1, 0, 0, 0) });
    expect(guesses([id, t, a, steady], by)[0]).toBe(
      'the rows are 2 sequences of 3 positions; "y" is one answer for each, because it is the same in all of its rows',
    );
    expect(guesses([id, t, a, changing], by)[0]).toBe(
      'the rows are 2 sequences of 3 positions; "y" is an answer at every position',
    );
  });

  test('targetShift is within a sequence: the next value of the column itself', () => {
    const y = { ...a, name: 'y' };
    const data = make([id, t, a, y], { ...by, targetShift: 1, task: 'regression' });
    expect(data).toMatchObject({
      samples: 2,
      axes: [2],
      X: Float64Array.of(11, 21, 110, 111),
      targets: Float64Array.of(21, 31, 111, 112),
    });
    const back = make([id, t, a, y], { ...by, targetShift: -2, task: 'regression' });
    expect(back).toMatchObject({ X: Float64Array.of(31, 112), targets: Float64Array.of(11, 110) });
  });

  test('text is one-hot at each position, and several targets stand side by side', () => {
    const [y, z] = [numbers('y', 2, 10, 1, 12, 11, 3.5), numbers('z', 0, 0, 0, 0, 0, 0)];
    const data = make([id, t, kind, y, z], { ...by, target: ['y', 'z'], categorical: 'onehot' });
    expect(data).toMatchObject({
      features: 6,
      X: Float64Array.of(1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0),
      outputs: 2,
      targets: Float64Array.of(1, 0, 2, 0, 3.5, 0, 10, 0, 11, 0, 12, 0),
    });
  });

  test('missing: drop leaves the whole sequence out, and says so', () => {
    const holes = numbers('a', 21, Number.NaN, 11, 112, 111, 31);
    const y = text('y', 'up', 'down', 'up', 'down', 'down', 'up');
    expect(make([id, t, holes, y], { ...by, missing: 'drop' })).toMatchObject({
      samples: 1,
      X: Float64Array.of(11, 21, 31),
    });
    expect(guesses([id, t, holes, y], { ...by, missing: 'drop' })).toContain(
      '1 sequence left out for missing values',
    );
  });

  test('rounded times of even steps have no gap: 30 a second in milliseconds', () => {
    const times = Array.from({ length: 60 }, (_, i) => Number((Math.floor(i / 2) / 30).toFixed(3)));
    const ids = times.map((_, i) => i % 2);
    const y = times.map((_, i) => i / 4);
    expect(
      make([numbers('id', ...ids), numbers('t', ...times), numbers('a', ...times), numbers('y', ...y)], by),
    ).toMatchObject({ samples: 2, axes: [30] });
  });

  const y = text('y', 'up', 'down', 'up', 'down', 'down', 'up');
  test.each<[string, Table, Partial<TableSettings>]>([
    [
      'sequence: expected all of one length, 3 rows as "b" has, got 2 in "a"',
      [
        text('id', 'b', 'a', 'b', 'a', 'b'),
        numbers('t', 1, 1, 2, 2, 3),
        numbers('a', 1, 2, 3, 4, 5),
        text('y', 'u', 'v', 'u', 'v', 'u'),
      ],
      by,
    ],
    [
      'time: expected each time once in a sequence, got 1 again in "b"',
      [id, numbers('t', 1, 10, 1, 12, 11, 3), a, y],
      by,
    ],
    [
      'time: expected no gap, steps of 1 as elsewhere, got 11 and then 13 in "a"',
      [id, numbers('t', 2, 10, 1, 13, 11, 3), a, y],
      by,
    ],
    [
      'column "t", row 2: expected a finite number, got "soon"',
      [id, text('t', '1', 'soon', '2', '3', '4', '5'), a, y],
      by,
    ],
    [
      'column "t", row 3: expected a finite number, got nothing',
      [id, text('t', '1', '2', ' ', '3', '4', '5'), a, y],
      by,
    ],
    [
      'column "id", row 2: expected the name of a sequence, got nothing',
      [text('id', 'b', '', 'b', 'a', 'a', 'b'), t, a, y],
      by,
    ],
    [
      'sequence: expected a column of the table (id, t, a, y), got "who"',
      [id, t, a, y],
      { ...by, sequence: 'who' },
    ],
    [
      'time: expected a column of the table (id, t, a, y), got "when"',
      [id, t, a, y],
      { ...by, time: 'when' },
    ],
    [
      'time: expected a column of one value a row, got 2 in "t"',
      [id, { name: 't', width: 2, values: range(12) }, a, y],
      by,
    ],
    ['time: expected 6 rows as "id" has, got 2', [id, numbers('t', 1, 2), a, y], by],
    ['sequence: expected 2 rows as "y" has, got 6', [id, t, numbers('a', 1, 2), text('y', 'u', 'v')], by],
    [
      'targetShift: expected a shift that leaves positions, got 3 in sequences of 3',
      [id, t, a, y],
      { ...by, targetShift: 3 },
    ],
  ])('%s', (message, table, changes) => {
    expect(() => make(table, changes)).toThrow(new RangeError(message));
  });
});
