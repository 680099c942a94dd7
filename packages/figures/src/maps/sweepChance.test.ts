import { expandSweep } from 'gradscope';
import { expect, test } from 'vitest';
import { sweepChance } from './sweepChance.ts';

const sweepOf = (data: object, path: string, list: unknown[]) =>
  expandSweep({
    data,
    networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: { kind: 'normal', std: 1 } }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 2 },
    sweep: { axes: [{ path, list }] },
  });

test('chance is the share of the largest class', () => {
  const seeds = sweepOf({ kind: 'spiral', classes: 4, pointsPerClass: 5 }, 'seed', [0, 1]);
  expect(sweepChance(seeds)).toBe(0.25);
});

test('there is no chance of values, of data that differ, or of a table that is not at hand', () => {
  expect(sweepChance(sweepOf({ kind: 'curve' }, 'seed', [0, 1]))).toBeUndefined();
  expect(sweepChance(sweepOf({ kind: 'spiral', pointsPerClass: 5 }, 'data.classes', [2, 3]))).toBeUndefined();
  expect(
    sweepChance(sweepOf({ kind: 'table', file: 'own.csv', target: 'y' }, 'seed', [0, 1])),
  ).toBeUndefined();
});
