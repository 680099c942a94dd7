import { expect, test } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { hasLearned } from './hasLearned.ts';

const experiment = parseExperiment({
  data: { kind: 'curve', samples: 4 },
  networks: [{ name: 'net', hidden: [], activation: 'tanh', init: 'zeros' }],
  training: { optimizer: { kind: 'sgd', stepSize: 1 }, steps: 1, l2: 0.5 },
});
const rows = { samples: 4, features: 1, X: new Float64Array(4) };
const values = { ...rows, outputs: 1, targets: Float64Array.of(1, 2, 3, 4) };
const of = (loss: number, more: object = {}) => ({ loss, accuracy: Number.NaN, divergedAt: null, ...more });

test('of values: half of their variance of 1.25', () => {
  expect(hasLearned(experiment, values, of(0.62))).toBe(true);
  expect(hasLearned(experiment, values, of(0.63))).toBe(false);
});

test('the l2 term of the loss does not count', () => {
  const final = [{ fanIn: 1, fanOut: 1, W: Float64Array.of(2), b: Float64Array.of(9) }];
  expect(hasLearned(experiment, values, of(1 + 0.62, { final }))).toBe(true);
  expect(hasLearned(experiment, values, of(1 + 0.63, { final }))).toBe(false);
});

test('of one class, and of one value, whatever did not diverge', () => {
  const oneClass = { ...rows, classes: 1, y: new Int32Array(4) };
  const oneValue = { ...values, targets: new Float64Array(4).fill(0.1) };
  for (const data of [oneClass, oneValue]) {
    expect(hasLearned(experiment, data, of(3, { accuracy: 1 }))).toBe(true);
    expect(hasLearned(experiment, data, of(Number.NaN, { divergedAt: 7 }))).toBe(false);
  }
});
