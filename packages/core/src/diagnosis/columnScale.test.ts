import { expect, test } from 'vitest';
import { columnScale, scaleExcess } from './columnScale.ts';

test('root mean square, deviations and the farthest mean, by hand', () => {
  const X = Float64Array.of(1, 30, 3, 50);
  expect(columnScale(X, 2)).toEqual({
    rms: Math.sqrt((1 + 900 + 9 + 2500) / 4),
    largest: 10,
    smallest: 1,
    offset: 40 / Math.sqrt(101 / 2),
  });
});

test('a constant feature does not count, whose rounded mean is not it', () => {
  const X = Float64Array.from({ length: 600 }, (_, i) => (i % 2 === 1 ? 0.1 : i % 4 === 0 ? 1 : -1));
  expect(columnScale(X, 2)).toMatchObject({ largest: 1, smallest: 1, offset: 0 });
});

test('constant features alone have no deviation', () => {
  const X = new Float64Array(4).fill(0.1);
  expect(columnScale(X, 1)).toMatchObject({ largest: 0, smallest: Infinity, offset: 0 });
});

test.each([
  ['of size 1', [-1, 1, 0.5, -0.5], false],
  ['in hundreds', [300, -200, 100, 50], true],
  ['in thousandths', [0.001, -0.002, 0.003, 0.001], true],
  ['far from 0', [100, 101, 102, 99], true],
  ['all 0', [0, 0, 0, 0], false],
])('a column %s is out of the ordinary: %s %s', (_, values, isOff) => {
  expect(scaleExcess(columnScale(Float64Array.from(values), 1)) > 1).toBe(isOff);
});
