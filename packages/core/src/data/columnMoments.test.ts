import { expect, test } from 'vitest';
import { columnMoments } from './columnMoments.ts';

test('mean and variance of one column of several, by hand', () => {
  const values = Float64Array.of(1, 10, 2, 10, 6, 40);
  expect(columnMoments(values, 2, 0)).toEqual({ mean: 3, variance: 14 / 3 });
  expect(columnMoments(values, 2, 1)).toEqual({ mean: 20, variance: 200 });
});

test('300 times 0.1, whose sum is not 30, has mean 0.1 and variance 0', () => {
  expect(columnMoments(new Float64Array(300).fill(0.1), 1, 0)).toEqual({ mean: 0.1, variance: 0 });
});

test('no rows have no moments', () => {
  expect(columnMoments(new Float64Array(0), 1, 0)).toEqual({ mean: Number.NaN, variance: Number.NaN });
});
