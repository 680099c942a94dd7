import { expect, test } from 'vitest';
import { halfLife } from './halfLife.ts';

const signal = (factor: number, length = 20) =>
  Float64Array.from({ length }, (_, t) => 3 * factor ** (length - 1 - t));

test('a signal that is multiplied by 0.8 at each position halves every 3.1 positions', () => {
  expect(halfLife(signal(0.8))).toBeCloseTo(Math.log(0.5) / Math.log(0.8), 12);
});

test('one that grows doubles: the number is negative', () => {
  expect(halfLife(signal(1.1))).toBeCloseTo(-Math.log(2) / Math.log(1.1), 12);
});

test('one that does neither steadily has none', () => {
  expect(halfLife(signal(1))).toBeUndefined();
  expect(halfLife([1, 5, 0.2, 4, 0.5, 3])).toBeUndefined();
  expect(halfLife([1, 2, 4])).toBeUndefined();
});

test('positions without a signal do not count', () => {
  const cut = signal(0.5);
  cut.fill(0, 0, 10);
  expect(halfLife(cut)).toBeCloseTo(1, 12);
});
