import { expect, test } from 'vitest';
import { spread } from '../../../test/support/worstError.ts';
import { expTimes } from './expTimes.ts';
import { type Exact, exactExp, exactOf, ulpError } from './oracle.ts';
import { timesGaussian } from './timesGaussian.ts';

function times(a: Exact, b: Exact): Exact {
  return { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent };
}

function worst(got: (x: number) => number, right: (x: number) => Exact, xs: Iterable<number>): number {
  return Math.max(...[...xs].map(x => ulpError(got(x), x, right)));
}

test.each([1, -745.5, 1e-9])('expTimes: error < 3 ulp, or of the subnormal grid, times %d', factor => {
  const right = (x: number) => times(exactExp(x), exactOf(factor));
  expect(worst(x => expTimes(x, factor), right, spread(-800, 0, 20_000))).toBeLessThan(3);
});

test('expTimes: a factor counts where e^x alone is 0', () => {
  expect(expTimes(-750, 1)).toBe(0);
  expect(expTimes(-750, 1e300)).toBeGreaterThan(1e-26);
  expect([expTimes(-1e300, 5), expTimes(NaN, 1), expTimes(-1, NaN)]).toEqual([0, NaN, NaN]);
});

/** e^(−z²/2), by twice e^(−z²/4): z² in two doubles, of which the second is small. */
function exactGaussian(z: number): Exact {
  const high = Math.fround(z);
  const low = z - high;
  return [(-high * high) / 2, -high * low, (-low * low) / 2].map(exactExp).reduce(times);
}

test.each([1, -38.5])('timesGaussian: error < 5 ulp, or of the subnormal grid, times %d', factor => {
  const right = (z: number) => times(exactGaussian(z), exactOf(factor));
  expect(worst(z => timesGaussian(z, factor), right, spread(-40, 40, 20_000))).toBeLessThan(5);
});
