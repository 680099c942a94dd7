import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { erf } from './erf.ts';
import { erfcx } from './erfcx.ts';
import { exactErf, exactErfcx } from './oracle.ts';

test('erf: error < 1.05 ulp over its whole range', () => {
  expect(worstError(erf, exactErf, spread(-1, 1, 10_000)).ulp).toBeLessThan(1.05);
  expect(worstError(erf, exactErf, spread(1, 1.1, 3000)).ulp).toBeLessThan(1.05);
  expect(worstError(erf, exactErf, spread(-6.5, 6.5, 5000)).ulp).toBeLessThan(1.05);
  expect(worstError(erf, exactErf, neighbours(1, 100)).ulp).toBeLessThan(1.05);
});

test('erf: error < 1.05 ulp of small and subnormal x', () => {
  for (let n = 4; n < 1074; n += 10) {
    expect(worstError(erf, exactErf, spread(2 ** -n, 2 ** (1 - n), 10)).ulp).toBeLessThan(1.05);
  }
});

test('erf: limits, odd symmetry, the sign of 0, NaN', () => {
  expect([0, -0, 6, -6, 1e300, Infinity, -Infinity, NaN].map(erf)).toEqual([0, -0, 1, -1, 1, 1, -1, NaN]);
  for (const x of spread(0, 7, 200)) expect(erf(-x)).toBe(-erf(x));
});

test('erfcx: error < 2.6 ulp from 0.7 to 29', () => {
  expect(worstError(erfcx, exactErfcx, spread(0.7, 3, 5000)).ulp).toBeLessThan(2.6);
  expect(worstError(erfcx, exactErfcx, spread(3, 10, 5000)).ulp).toBeLessThan(2.6);
  expect(worstError(erfcx, exactErfcx, spread(10, 29, 500)).ulp).toBeLessThan(2.6);
});
