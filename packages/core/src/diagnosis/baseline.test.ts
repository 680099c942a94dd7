import { describe, expect, test } from 'vitest';
import { type EntryLossKind, entryLosses } from '../network/losses/index.ts';
import { baselineOf } from './baseline.ts';

const entropyOf = (t: number) => (t === 0 || t === 1 ? 0 : -t * Math.log(t) - (1 - t) * Math.log(1 - t));
const rows = { samples: 4, features: 1, X: new Float64Array(4) };

test('of classes: the entropy of their shares, and the share of the largest', () => {
  const data = { ...rows, classes: 3, y: Int32Array.of(0, 0, 0, 2) };
  const { loss, accuracy } = baselineOf(data, 'crossEntropy');
  expect(loss).toBeCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 14);
  expect(accuracy).toBe(0.75);
});

test('of classes by squared error: the variance of the one-hot vectors, mean over all entries', () => {
  const data = { ...rows, classes: 2, y: Int32Array.of(0, 0, 0, 1) };
  expect(baselineOf(data, 'meanSquaredError').loss).toBeCloseTo(0.1875, 14);
});

test('of values: their variance', () => {
  const data = { ...rows, outputs: 1, targets: Float64Array.of(1, 2, 3, 4) };
  expect(baselineOf(data, 'meanSquaredError')).toEqual({
    loss: 1.25,
    floor: 0,
    ofZero: 7.5,
    accuracy: Number.NaN,
  });
});

describe('no constant does better, on a fine grid', () => {
  const values = [0.1, 0.15, 0.2, 0.9, 0.4, 0.45, 1, 0];
  const wide = values.map(value => 20 * value - 3);
  test.each<[EntryLossKind, readonly number[]]>([
    ['meanSquaredError', wide],
    ['meanAbsoluteError', wide],
    ['meanAbsoluteError', values.slice(1)],
    ['huber', wide],
    ['huber', values],
    ['binaryCrossEntropy', values],
    ['binaryCrossEntropyWithLogits', values],
  ])('%s of %j', (kind, targets) => {
    const data = { ...rows, samples: targets.length, outputs: 1, targets: Float64Array.from(targets) };
    const costs = Array.from({ length: 40_001 }, (_, i) => {
      const answer = (i - 20_000) / 1000;
      return targets.reduce((sum, t) => sum + entryLosses[kind].value(answer, t), 0) / targets.length;
    });
    const { loss, floor } = baselineOf(data, kind);
    expect(loss).toBeLessThan(Math.min(...costs) + 1e-12);
    expect(loss).toBeGreaterThan(Math.min(...costs) - 1e-6);
    const own = targets.reduce((sum, t) => sum + entropyOf(t), 0) / targets.length;
    expect(floor).toBeCloseTo(kind.startsWith('binary') ? own : 0, 14);
  });
});

test.each(['meanAbsoluteError', 'huber', 'binaryCrossEntropy'] as const)(
  'of equal targets, %s of the best constant is its floor exactly',
  loss => {
    const targets = Float64Array.of(0.1, 0.1, 0.1, 0.1);
    const own = baselineOf({ ...rows, outputs: 1, targets }, loss);
    expect(own.loss).toBe(own.floor);
  },
);

test('of classes by absolute error: the share that is not the most frequent answer of each column', () => {
  const data = { ...rows, classes: 2, y: Int32Array.of(0, 0, 0, 1) };
  expect(baselineOf(data, 'meanAbsoluteError')).toEqual({ loss: 0.25, floor: 0, accuracy: 0.75 });
  const entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
  expect(baselineOf(data, 'binaryCrossEntropy').loss).toBeCloseTo(entropy, 14);
});
