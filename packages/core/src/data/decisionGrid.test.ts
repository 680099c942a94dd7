import { expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { gridAround, gridPoints } from './decisionGrid.ts';
import { spiral } from './spiral.ts';

const notebookData = spiral({ pointsPerClass: 100, classes: 3, noise: 0.2 }, new RandomState(0));

function points(X: number[], features = 2): Dataset {
  const samples = X.length / features;
  return { samples, features, classes: 1, X: Float64Array.from(X), y: new Int32Array(samples) };
}

test("the notebook's grid: 193 × 188, its ends within 1e-15", () => {
  const { x, y } = gridAround(notebookData);
  expect([x.length, y.length]).toEqual([193, 188]);
  const ends: [number, number][] = [
    [y[0], -1.8712034092398278],
    [y.at(-1)!, 1.8687965907601756],
    [x[0], -1.8881265923735315],
    [x.at(-1)!, 1.9518734076264719],
  ];
  for (const [ours, theirs] of ends) expect(Math.abs(ours - theirs)).toBeLessThan(1e-15);
});

test('spacing and margin are in the unit of the data', () => {
  const { x, y } = gridAround(points([0, 10, 4, 11]), 0.5, 2);
  expect([x[0], x.at(-1), x.length]).toEqual([-2, 5.5, 16]);
  expect([y[0], y.at(-1), y.length]).toEqual([8, 12.5, 10]);
});

test('points run row by row, x fastest', () => {
  const grid = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(10, 20) };
  expect(Array.from(gridPoints(grid))).toEqual([1, 10, 2, 10, 3, 10, 1, 20, 2, 20, 3, 20]);
});

test.each([
  ['gridAround: expected a dataset of 2 features, got 3', () => gridAround(points([1, 2, 3], 3))],
  ['spacing: expected a finite number above 0, got 0', () => gridAround(notebookData, 0)],
  ['margin: expected a finite number at least 0, got -1', () => gridAround(notebookData, 0.1, -1)],
  [
    'gridAround: expected at most 2^24 points, got 40000 × 30000; a larger spacing makes fewer',
    () => gridAround(points([0, 0, 2, 1]), 1e-4),
  ],
  ['X[:, 0]: expected finite values, at least one, got Infinity … -Infinity', () => gridAround(points([]))],
  ['X[:, 1]: expected finite values, at least one, got NaN … NaN', () => gridAround(points([1, Number.NaN]))],
])('%s', (message, make) => {
  expect(make).toThrow(new RangeError(message));
});
