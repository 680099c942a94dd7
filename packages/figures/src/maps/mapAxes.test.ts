import { expect, test } from 'vitest';
import { axisValueText, mapTicks, placeOn } from './mapAxes.ts';
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
  const depths = { name: 'depth', values: [2, 4, 8, 16], scale: 'list' } as const;
  expect([2, 6, 16, 1, 17].map(depth => placeOn(depths, depth))).toEqual([0.125, 0.5, 0.875, NaN, NaN]);
  expect(placeOn({ ...depths, values: [4, 2, 8] }, 3)).toBeNaN();
});

test.each(['log', 'linear'] as const)(
  'on a narrow %s axis ticks have the digits that tell them apart',
  scale => {
    const labels = (apart: number) => {
      const values = Array.from({ length: 50 }, (_, i) => 3.21 + i * apart);
      return mapTicks({ name: 'step size', values, scale }, 5).map(({ label }) => label);
    };
    expect(labels(1e-6)).toEqual(['3.21', '3.21001', '3.21002', '3.21003', '3.21004']);
    expect(labels(1e-12).slice(1)).toEqual([
      '3.21000000001',
      '3.21000000002',
      '3.21000000003',
      '3.21000000004',
    ]);
  },
);

test('few values of a logarithmic axis are named one by one only where their names are short', () => {
  const labels = (values: number[]) => mapTicks({ ...log, values }, 8).map(({ label }) => label);
  expect(labels([0.1, 0.5, 2.5, 12.5])).toEqual(['0.1', '0.5', '2.5', '12.5']);
  const steps = Array.from({ length: 8 }, (_, i) => 10 ** ((3 * i) / 7));
  expect(labels(steps)).toEqual(['10⁰', '10¹', '10²', '10³']);
});

test('a value is read to ten-thousandths or so of what lies between it and its neighbours', () => {
  const axis = { ...linear, values: [1 / 3, 1 / 3 + 1e-6, 1 / 3 + 2e-6] };
  expect([0, 1, 2].map(i => axisValueText(axis, i))).toEqual([
    '0.33333333333',
    '0.33333433333',
    '0.3333353333',
  ]);
  expect([axisValueText(log, 1), axisValueText(list, 1)]).toEqual(['1', 'relu']);
});

test('quantiles lie linearly between sorted values; of none there is none', () => {
  expect([0, 0.25, 0.5, 1].map(share => quantile([1, 2, 4], share))).toEqual([1, 1.5, 2, 4]);
  expect(quantile([], 0.5)).toBeNaN();
});
