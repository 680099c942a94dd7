import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { exp } from './exp.ts';
import { exactSigmoid } from './oracle.ts';
import { sigmoid } from './sigmoid.ts';

test('sigmoid: error < 2.5 ulp over its whole range', () => {
  expect(worstError(sigmoid, exactSigmoid, spread(-12, 12, 30_000)).ulp).toBeLessThan(2.5);
  expect(worstError(sigmoid, exactSigmoid, spread(-745.5, 40, 20_000)).ulp).toBeLessThan(2.5);
});

test('sigmoid: error < 2.5 ulp at the edges of its segments, odd multiples of ln2/2', () => {
  for (let k = -1999; k <= 101; k += 14) {
    expect(worstError(sigmoid, exactSigmoid, neighbours((k * Math.LN2) / 2)).ulp).toBeLessThan(2.5);
  }
});

test('sigmoid: error < 0.95 ulp of the subnormal grid where it is e^x, not 0 early', () => {
  expect(worstError(sigmoid, exactSigmoid, spread(-745.5, -690.001, 5000)).ulp).toBeLessThan(0.95);
  for (const x of [-700, -745.1332191019411, -745.1332191019412]) expect(sigmoid(x)).toBe(exp(x));
});

test('sigmoid: ½ at 0 and for tiny x, limits, NaN', () => {
  expect([0, -0, 5e-324, -1e-300].map(sigmoid)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect([40, 691, 1e300, Infinity, -1e300, -Infinity, NaN].map(sigmoid)).toEqual([1, 1, 1, 1, 0, 0, NaN]);
});
