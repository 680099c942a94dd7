import { type AnyDataset, type DataSettings, type Experiment, parseExperiment, prepare } from 'gradscope';
import { expect, test } from 'vitest';
import { writeDataCsv } from './dataCsv.ts';
import { readTable } from './table.ts';

const experiment = parseExperiment({
  data: { kind: 'moons', samples: 4 },
  networks: [{ name: 'a', hidden: [], activation: 'tanh', init: 'zeros' }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
});
const dataOf = (data: object, table?: ReturnType<typeof readTable>): AnyDataset =>
  prepare({ ...experiment, data: data as DataSettings, networks: [] } as Experiment, table).data;
const tableOf = (data: AnyDataset) => readTable(new TextEncoder().encode(writeDataCsv(data)), 'a.csv');
const names = (data: AnyDataset) => tableOf(data).map(({ name }) => name);

const table = {
  kind: 'table',
  file: 'a.csv',
  features: 'all',
  task: 'auto',
  targetShift: 0,
  standardize: false,
  standardizeTargets: false,
  test: 0,
  sequence: 'sequence',
  time: 'time',
};

test('sequences come back from a row for each position: values and classes, one or at every position', () => {
  const kinds = [
    { kind: 'adding', samples: 6, length: 5, target: 'y1' },
    { kind: 'sines', samples: 3, length: 7, waves: 2, noise: 0.1, target: 'y1' },
    { kind: 'parity', samples: 8, length: 6, answers: 'last', target: 'class' },
    { kind: 'parity', samples: 8, length: 6, answers: 'every', target: 'class' },
    { kind: 'temporalOrder', samples: 20, length: 10, tokens: 'oneHot', target: 'class' },
  ];
  for (const { target, ...data } of kinds) {
    const made = dataOf(data);
    expect(dataOf({ ...table, target }, tableOf(made)), data.kind).toEqual(made);
  }
});

test('characters, whose names a table would cut, are written by number', () => {
  const made = dataOf({ kind: 'characters', length: 600, tokens: 'number', test: 0 });
  const { classNames: _, ...rest } = made as { classNames?: unknown } & AnyDataset;
  expect(dataOf({ ...table, target: 'class' }, tableOf(made))).toMatchObject(rest);
});

test('points and pictures have a row each', () => {
  expect(names(dataOf({ kind: 'moons', samples: 4, noise: 0 }))).toEqual(['x1', 'x2', 'class']);
  const digits = dataOf({ kind: 'digits', shape: 'picture', standardize: false, test: 0 });
  expect(
    tableOf({ ...digits, samples: 2, X: digits.X.subarray(0, 128), y: Int32Array.of(1, 2) } as AnyDataset),
  ).toHaveLength(65);
  const pixels = { samples: 2, features: 4, axes: [2, 2], X: new Float64Array(8) };
  expect(names({ ...pixels, classes: 2, y: Int32Array.of(0, 1, 1, 0, 1, 1, 1, 1) }).slice(4)).toEqual([
    'class1',
    'class2',
    'class3',
    'class4',
  ]);
});
