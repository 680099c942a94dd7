import { expect, it } from 'vitest';
import { dueRecords } from './heldOutProbe.ts';
import { parseExperiment } from './parseExperiment.ts';
import { Trainer } from './trainer.ts';

/** With all that could draw or remember: batches, dropout, running means. */
const experiment = (steps: number, every: number) =>
  parseExperiment({
    seed: 3,
    data: { kind: 'iris', standardize: true, test: 0.25 },
    networks: [
      {
        name: 'net',
        hidden: [6, 6],
        activation: 'tanh',
        init: 'glorotNormal',
        normalization: 'batch',
        dropout: 0.2,
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.05 }, batch: 8, steps, l2: 0.01 },
    record: { every, probes: ['loss'] },
  });

function trained(steps: number, every: number) {
  const trainer = new Trainer(experiment(steps, every), 0);
  trainer.advance(Number.POSITIVE_INFINITY);
  return trainer.run();
}

it('a recorded row has the test loss and accuracy of a run that ends there, to the bit', () => {
  const { test_loss, test_accuracy } = trained(30, 1).history.series;
  const due = [...test_loss!.values.keys()].filter(step => Number.isFinite(test_loss!.values[step]));
  expect(due).toHaveLength(20);
  for (const step of [due[1], due[9], 29]) {
    const { test } = trained(step, 1);
    expect([test_loss!.values[step], test_accuracy!.values[step]]).toEqual([test!.loss, test!.accuracy]);
  }
});

it('evaluation leaves training the bits it has without', () => {
  expect(trained(30, 1).final).toEqual(trained(30, 30).final);
});

it('a run that goes on from a checkpoint records what an uninterrupted one does', () => {
  const first = new Trainer(experiment(700, 1), 0);
  first.advance(333);
  const second = new Trainer(experiment(700, 1), 0, { checkpoint: first.checkpoint() });
  second.advance(Number.POSITIVE_INFINITY);
  expect(second.run().history).toEqual(trained(700, 1).history);
});

it('a run that goes on from a checkpoint without test series has NaN before it, and the rest to the bit', () => {
  const first = new Trainer(experiment(40, 1), 0);
  first.advance(25);
  const checkpoint = first.checkpoint();
  const { test_loss: _, test_accuracy: __, ...series } = checkpoint.history.series;
  const older = { ...checkpoint, history: { ...checkpoint.history, series } };
  const second = new Trainer(experiment(40, 1), 0, { checkpoint: older });
  second.advance(Number.POSITIVE_INFINITY);
  const [resumed, whole] = [second.run(), trained(40, 1)];
  const { test_loss, test_accuracy, ...others } = whole.history.series;
  const before = checkpoint.history.step.length;
  for (const [name, { values }] of [
    ['test_loss', test_loss!],
    ['test_accuracy', test_accuracy!],
  ] as const) {
    const expected = values.map((value, row) => (row < before ? Number.NaN : value));
    expect(expected.filter(Number.isFinite).length, name).toBeGreaterThan(3);
    expect(resumed.history.series[name]!.values, name).toEqual(expected);
  }
  expect(resumed.history).toMatchObject({ loss: whole.history.loss, series: others });
  expect(resumed.final).toEqual(whole.final);
});

it('of values there is a test loss and no accuracy', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => i / 40);
  const table = [
    { name: 'x', width: 1, values: x },
    { name: 'y', width: 1, values: x.map(value => value * value) },
  ];
  const values = parseExperiment({
    data: { kind: 'table', file: 'x.csv', target: 'y', task: 'regression', test: 0.25 },
    networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: 'glorotNormal' }],
    training: { optimizer: { kind: 'adam', stepSize: 0.05 }, batch: 'full', steps: 3 },
    record: { every: 1, probes: ['loss'] },
  });
  const trainer = new Trainer(values, 0, { table });
  trainer.advance(Number.POSITIVE_INFINITY);
  expect(Object.keys(trainer.run().history.series)).toEqual(['test_loss']);
});

it.each([
  ['few records are all evaluated', 5, 1e6, 10, 5],
  ['many of cheap rows: 200', 5000, 1e6, 10, 200],
  ['of rows that are many as training sees: 20', 5000, 1e3, 1e6, 20],
  ['in between as many rows as training sees', 5000, 1e4, 100, 100],
])('%s', (_, records, seen, held, expected) => {
  const isDue = dueRecords(records, seen, held);
  const due = Array.from({ length: records }, (_, record) => record).filter(isDue);
  expect(due).toHaveLength(expected);
  expect([due[0], due.at(-1)]).toEqual([0, records - 1]);
  const gaps = due.slice(1).map((record, i) => record - due[i]);
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
});
