import { expect, test } from 'vitest';
import { describeUnits, largestValue, unitAt } from './unitCanvas.ts';

const grid = { x: Float64Array.of(0, 1), y: Float64Array.of(0, 1) };
const values = Float64Array.of(0, -3, 0, 1, 0, Number.NEGATIVE_INFINITY, 0, Number.NaN);

test('the scale goes to the largest finite magnitude', () => {
  expect(largestValue({ values })).toBe(3);
  expect(largestValue({ values: Float64Array.of(0, Number.NaN) })).toBe(0);
});

test.each([
  [5, 0.1, 0.1, 0],
  [5, 0.9, 0.1, 2],
  [5, 0.5, 0.5, 4],
  [5, 0.9, 0.5, undefined],
  [1, 0.99, 0.99, 0],
  [4, 1, 0.2, undefined],
])('of %i units the one at %f, %f is %s', (units, x, y, unit) => {
  expect(unitAt(units, x, y)).toBe(unit);
});

test('the description gives the scale and the number of units that are 0 everywhere', () => {
  expect(describeUnits('relu', 2, 1500, { grid, values, units: 2 })).toBe(
    'What 2 neurons of layer 2 of relu give over the plane at step 1,500: at most 3 on either side of 0; 1 of them give 0 everywhere.',
  );
});
