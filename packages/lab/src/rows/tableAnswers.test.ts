import { type Experiment, parseExperiment, prepare } from 'gradscope';
import { expect, test } from 'vitest';
import { likelyTarget } from '../data/likelyTarget.ts';
import { readRows, summaryOf, usedColumns } from './tableAnswers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const rows = await tableOf('a,b,color,kind\n1, 2.5 ,red,x\n-3,4e1,blue,y\n5,,red,x\n');

async function tableOf(text: string) {
  return (await readRows(bytes(text), 'a.csv')).table;
}

function experimentOn(data: object): Experiment {
  return parseExperiment({
    data: { kind: 'table', file: 'a.csv', ...data },
    networks: [{ name: 'n', hidden: [3], activation: 'tanh', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3 },
  });
}

test('a summary shows for each column whether it is numeric, or the first row that is not', () => {
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

test('one class is refused', async () => {
  const same = await tableOf('a,k\n1,x\n2,x\n');
  expect(() => usedColumns(experimentOn({ target: 'k' }), same)).toThrow(
    'column "k": expected at least two classes, got one, "x"',
  );
});

test.each([
  ['a,b\n', 'a.csv: expected at least one row under the header, got none'],
  ['', 'a.csv, byte 0: expected a table, got an empty file'],
  ['a,b\n1,2,3\n', 'a.csv, row 1, byte 4: expected 2 cells as the header has, got 3'],
])('%j is refused', async (text, message) => {
  await expect(readRows(bytes(text), 'a.csv')).rejects.toThrow(message);
});

test('bytes that are not UTF-8 are refused', async () => {
  await expect(readRows(Uint8Array.of(97, 10, 0xe4), 'a.csv')).rejects.toThrow('expected text in UTF-8');
});

test('a first line that looks like a row is read as one, with a note', async () => {
  const { table, header, guesses } = await readRows(bytes('5.1,setosa\n4.9,virginica\n'), 'a.csv');
  expect(header).toBe(false);
  expect(guesses).toEqual(['the first line looks like a row, so the columns are called 0, 1, …']);
  expect(table.map(({ name, values }) => [name, ...values])).toEqual([
    ['0', '5.1', '4.9'],
    ['1', 'setosa', 'virginica'],
  ]);
});

test.each([
  ['x,y,label\n1,2,red\n3,4,blue\n', 'label'],
  ['x,y\n1,2\n3,4\n', 'y'],
  ['label,x,y\n7,1,2\n8,3,4\n', 'label'],
  ['y,a,b\n0,1,2\n1,3,4\n', 'y'],
  ['color,size\nred,1\nblue,2\n', 'color'],
  ['town,color,size\na,red,1\nb,blue,2\n', 'size'],
  ['Class,y,x\n0,1,2\n1,3,4\n', 'Class'],
])('of %j the column to predict is likely %s', async (text, target) => {
  expect(likelyTarget((await tableOf(text)).map(summaryOf))).toBe(target);
});

test('text and missing values stay for the experiment to read', async () => {
  const table = await tableOf('a,color,k\n1,red,x\n,blue,y\n3,red,x\n');
  const experiment = experimentOn({ target: 'k', missing: 'mean', categorical: 'onehot' });
  const used = usedColumns(experiment, table);
  expect(prepare(experiment, used).data).toEqual(prepare(experiment, table).data);
});
