import { type Experiment, parseExperiment, prepare } from 'gradscope';
import { expect, test } from 'vitest';
import { readRows, summaryOf, usedColumns } from './tableAnswers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const rows = readRows(bytes('a,b,color,kind\n1, 2.5 ,red,x\n-3,4e1,blue,y\n5,,red,x\n'), 'a.csv');

function experimentOn(data: object): Experiment {
  return parseExperiment({
    data: { kind: 'table', file: 'a.csv', ...data },
    networks: [{ name: 'n', hidden: [3], activation: 'tanh', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3 },
  });
}

test('a summary says of each column whether it can be numbers, and which row it fails in', () => {
  expect(rows.map(summaryOf).map(({ name, hasNumbers, note }) => [name, hasNumbers, note])).toEqual([
    ['a', true, ''],
    ['b', true, 'row 3: nothing'],
    ['color', false, 'text'],
    ['kind', false, 'text'],
  ]);
});

test('only the used columns are kept, and they are the same data', () => {
  const experiment = experimentOn({ target: 'kind', features: ['a'] });
  const used = usedColumns(experiment, rows);
  expect(used.map(({ name }) => name)).toEqual(['a', 'kind']);
  expect(prepare(experiment, used).data).toEqual(prepare(experiment, rows).data);
});

test.each([
  [
    { target: 'kind', features: ['a', 'b'] },
    'data: column "b", row 3: expected a finite number, got nothing',
  ],
  [
    { target: 'kind', features: ['color'] },
    'data: column "color", row 1: expected a finite number, got "red"',
  ],
])('%j is refused with column and row', (data, message) => {
  expect(() => usedColumns(experimentOn(data), rows)).toThrow(message);
});

test('one class is refused', () => {
  const same = readRows(bytes('a,k\n1,x\n2,x\n'), 'a.csv');
  expect(() => usedColumns(experimentOn({ target: 'k' }), same)).toThrow(
    'column "k": expected at least two classes, got one, "x"',
  );
});

test.each([
  ['a,b\n', 'a.csv: expected at least one row under the header, got none'],
  ['', 'a.csv, byte 0: expected a table, got an empty file'],
  ['a,b\n1,2,3\n', 'a.csv, row 1, byte 4: expected 2 cells as the header has, got 3'],
])('%j is refused', (text, message) => {
  expect(() => readRows(bytes(text), 'a.csv')).toThrow(message);
});

test('bytes that are no UTF-8 are refused', () => {
  expect(() => readRows(Uint8Array.of(97, 10, 0xe4), 'a.csv')).toThrow('expected text in UTF-8');
});
