import { expect, test } from 'vitest';
import { digits, percent } from './describe.ts';

test('shares: whole percents, a little is not 0, and what has no bound is said as such', () => {
  const shares = [0, 1e-9, 0.005, 0.5, 2, Number.POSITIVE_INFINITY, Number.NaN];
  expect(shares.map(percent)).toEqual(['0 %', 'less than 1 %', '1 %', '50 %', '200 %', '∞ %', 'no share']);
});

test('numbers: two digits, powers of ten where they are small or large', () => {
  const values = [0, 0.0123, 123456, 1e-5, -4.26, Number.POSITIVE_INFINITY, Number.NaN];
  expect(values.map(digits)).toEqual(['0', '0.012', '1.2e+5', '1.0e-5', '-4.3', '∞', '–']);
});
