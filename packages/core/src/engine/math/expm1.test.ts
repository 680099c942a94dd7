import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { exp } from './exp.ts';
import { expm1 } from './expm1.ts';
import { exactExpm1 } from './oracle.ts';

test('expm1: error < 0.9 ulp below 0', () => {
  expect(worstError(expm1, exactExpm1, spread(-1, 0, 20_000)).ulp).toBeLessThan(0.9);
  expect(worstError(expm1, exactExpm1, spread(-42, 0, 20_000)).ulp).toBeLessThan(0.9);
});

test('expm1: error < 1.25 ulp above 0, up to its overflow', () => {
  expect(worstError(expm1, exactExpm1, spread(0, 2, 20_000)).ulp).toBeLessThan(1.25);
  expect(worstError(expm1, exactExpm1, spread(0.34, 0.46, 20_000)).ulp).toBeLessThan(1.25);
  expect(worstError(expm1, exactExpm1, spread(0, 709.7, 20_000)).ulp).toBeLessThan(1.25);
});

test('expm1: error < 1.25 ulp at the edges of its segments, odd multiples of ln2/2', () => {
  for (let k = -119; k <= 119; k += 2) {
    expect(worstError(expm1, exactExpm1, neighbours((k * Math.LN2) / 2)).ulp).toBeLessThan(1.25);
  }
});

test('expm1: error < 0.52 ulp of small x', () => {
  for (let n = 8; n < 60; n++) {
    expect(worstError(expm1, exactExpm1, spread(-(2 ** -n), 2 ** -n, 50)).ulp).toBeLessThan(0.52);
  }
});

test('expm1: is x itself for tiny and subnormal x, with the sign of 0', () => {
  for (const x of [0, -0, 5e-324, -5e-324, 2 ** -1030, -(2 ** -1022), 1e-200, -1e-17])
    expect(expm1(x)).toBe(x);
});

test('expm1: limits, overflow with e^x, NaN', () => {
  expect([-41, -1e300, -Infinity, Infinity, 1e300, NaN].map(expm1)).toEqual([
    -1,
    -1,
    -1,
    Infinity,
    Infinity,
    NaN,
  ]);
  for (const x of [41, 709.782712893384, 709.7827128933841]) expect(expm1(x)).toBe(exp(x));
});
