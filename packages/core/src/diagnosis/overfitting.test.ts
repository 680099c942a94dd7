import { expect, it } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { Trainer } from '../experiment/trainer.ts';
import { RandomState } from '../random/randomState.ts';
import { overfittingIn, overfittingOf } from './overfitting.ts';

function trained(test: number, hidden: number[], steps: number) {
  const experiment = parseExperiment({
    seed: 1,
    data: { kind: 'iris', standardize: true, test },
    networks: [{ name: 'net', hidden, activation: 'relu', init: 'heNormal' }],
    training: { optimizer: { kind: 'adam', stepSize: 0.01 }, batch: 'full', steps },
    record: { every: 5, probes: ['loss'] },
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(Number.POSITIVE_INFINITY);
  return trainer.run().history;
}

it('is said of a wide network that learns 15 of 150 flowers by heart', () => {
  const history = trained(0.9, [64, 64], 300);
  const { best, bestStep, last } = overfittingIn(history)!;
  expect(last).toBeGreaterThan(1.1 * best);
  expect(bestStep).toBeLessThan(100);
  expect(history.loss.at(-1)).toBeLessThan(0.01);
});

it('is not said of a small network whose test loss still falls', () => {
  expect(overfittingIn(trained(0.3, [8], 150))).toBeUndefined();
});

const rows = Array.from({ length: 200 }, (_, row) => row);
const falling = rows.map(row => 1 / (1 + row));

it('noise around a level is no rise, however deep the lowest of 200 values lies', () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = new RandomState(seed);
    const noisy = rows.map(() => 1 + 0.2 * random.normal());
    expect(overfittingOf({ step: rows, values: noisy }, falling)).toBeUndefined();
  }
});

it('a loss that doubles and is still next to nothing is no rise', () => {
  const tiny = rows.map(row => (row < 50 ? 1 - row / 50 : 0) + 1e-4 * (1 + row / 100));
  expect(overfittingOf({ step: rows, values: tiny }, falling)).toBeUndefined();
});

it('a test loss that rises with the training loss is no overfitting', () => {
  const risen = rows.map(row => 1 + Math.abs(row - 50) / 100);
  expect(overfittingOf({ step: rows, values: risen }, risen)).toBeUndefined();
  expect(overfittingOf({ step: rows, values: risen }, falling)?.bestStep).toBe(50);
});
