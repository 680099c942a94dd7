import { expect, test } from 'vitest';
import { mapTicks, placeOn } from './mapAxes.ts';
import { quantile } from './seedBands.ts';

const log = { name: 'step size', values: [0.1, 1, 10, 100], scale: 'log' } as const;
const linear = { name: 'σw', values: [1, 2, 3], scale: 'linear' } as const;
const list = { name: 'activation', values: ['tanh', 'relu'], scale: 'list' } as const;

test('a value stands in the middle of its cell, and others between', () => {
  expect(log.values.map(value => placeOn(log, value))).toEqual([1 / 8, 3 / 8, 5 / 8, 7 / 8]);
  expect(placeOn(log, Math.sqrt(10))).toBeCloseTo(0.5, 12);
  expect(placeOn(linear, 1.5)).toBeCloseTo(1 / 3, 12);
  expect(placeOn(list, 'relu')).toBe(0.75);
  expect(placeOn(list, 'gelu')).toBeNaN();
});

test('where the axis is too narrow for a round number its ends are ticks', () => {
  const narrow = {
    name: 'step size',
    values: Array.from({ length: 50 }, (_, i) => 3.21 + i * 1e-6),
    scale: 'log',
  } as const;
  expect(mapTicks(narrow, 5).map(({ label }) => label)).toEqual(['3.2100000', '3.2100490']);
});

test('quantiles lie linearly between sorted values; of none there is none', () => {
  expect([0, 0.25, 0.5, 1].map(share => quantile([1, 2, 4], share))).toEqual([1, 1.5, 2, 4]);
  expect(quantile([], 0.5)).toBeNaN();
});
