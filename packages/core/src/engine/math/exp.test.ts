import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { exp } from './exp.ts';
import { exactExp } from './oracle.ts';

test('exp: error < 0.95 ulp over its whole range', () => {
  expect(worstError(exp, exactExp, spread(-708, 709.7, 20_000)).ulp).toBeLessThan(0.95);
  expect(worstError(exp, exactExp, spread(-8, 8, 20_000)).ulp).toBeLessThan(0.95);
});

test('exp: error < 0.95 ulp at the edges of its segments, odd multiples of ln2/2', () => {
  for (let k = -2001; k <= 2001; k += 58) {
    expect(worstError(exp, exactExp, neighbours((k * Math.LN2) / 2)).ulp).toBeLessThan(0.95);
  }
});

test('exp: error < 0.95 ulp of the subnormal grid, down to the smallest number', () => {
  expect(worstError(exp, exactExp, spread(-745.5, -708, 5000)).ulp).toBeLessThan(0.95);
});

test('exp: rounds to 1 for tiny x, error < 0.6 ulp below 2^-3', () => {
  for (let n = 3; n < 70; n++) {
    expect(worstError(exp, exactExp, spread(-(2 ** -n), 2 ** -n, 50)).ulp).toBeLessThan(0.6);
  }
  expect(exp(5e-324)).toBe(1);
});

test('exp: overflow and underflow at the last and first double that need them', () => {
  expect(exp(709.782712893384)).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(exp(709.7827128933841)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-745.1332191019411)).toBe(5e-324);
  expect(exp(-745.1332191019412)).toBe(0);
});

test('exp: 0, infinities, NaN', () => {
  expect([0, -0, Infinity, -Infinity, 1e300, -1e300, NaN].map(exp)).toEqual([
    1,
    1,
    Infinity,
    0,
    Infinity,
    0,
    NaN,
  ]);
});
