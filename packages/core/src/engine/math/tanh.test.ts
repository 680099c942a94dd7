import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { exactTanh } from './oracle.ts';
import { tanh } from './tanh.ts';
import { TANH_TABLE } from './tanhTable.ts';

test('tanh: error < 0.7 ulp over its whole range', () => {
  expect(worstError(tanh, exactTanh, spread(-1.5, 1.5, 20_000)).ulp).toBeLessThan(0.7);
  expect(worstError(tanh, exactTanh, spread(-23, 23, 20_000)).ulp).toBeLessThan(0.7);
});

test('tanh: error < 0.7 ulp between the points of its table', () => {
  for (let row = 0; row + 2 < TANH_TABLE.length; row += 2) {
    const middle = (TANH_TABLE[row] + TANH_TABLE[row + 2]) / 2;
    expect(worstError(tanh, exactTanh, neighbours(middle, 4)).ulp).toBeLessThan(0.7);
    expect(worstError(tanh, exactTanh, neighbours(TANH_TABLE[row + 2], 4)).ulp).toBeLessThan(0.7);
  }
});

test('tanh: error < 0.7 ulp for small x', () => {
  expect(worstError(tanh, exactTanh, spread(0, 2 ** -5, 5000)).ulp).toBeLessThan(0.7);
  for (let n = 6; n < 60; n++) {
    expect(worstError(tanh, exactTanh, spread(2 ** -n, 2 ** (1 - n), 50)).ulp).toBeLessThan(0.7);
  }
});

test('tanh: is x itself for tiny and subnormal x, with the sign of 0', () => {
  for (const x of [0, -0, 5e-324, -5e-324, 2 ** -1030, -(2 ** -1022), 1e-200, -1e-9]) expect(tanh(x)).toBe(x);
});

test('tanh: limits, odd symmetry, NaN', () => {
  expect([20, 1e300, Infinity, -Infinity, NaN].map(tanh)).toEqual([1, 1, 1, -1, NaN]);
  for (const x of spread(0, 20, 200)) expect(tanh(-x)).toBe(-tanh(x));
});
