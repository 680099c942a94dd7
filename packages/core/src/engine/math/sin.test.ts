import { describe, expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { cos } from './cos.ts';
import { exactCos, exactSin, type Oracle } from './oracle.ts';
import { sin } from './sin.ts';

const between = (low: number, high: number, count = 1500) => [...spread(low, high, count)];

/** Doubles of any sign and exponent: the golden ratio's multiples modulo 2^64, as bits. */
function anyFinite(count: number): number[] {
  const bits = BigInt64Array.from({ length: count }, (_, i) =>
    BigInt.asIntN(64, BigInt(i) * 0x9e3779b97f4a7c15n),
  );
  return Array.from(new Float64Array(bits.buffer)).filter(Number.isFinite);
}

/** The doubles around k π/2, where the remainder has lost the most bits. */
function nearQuadrants(first: number, step: number, count = 300): number[] {
  const multiples = Array.from({ length: count }, (_, i) => (first + i * step) * (Math.PI / 2));
  return multiples.flatMap(x => [...neighbours(x, 1)]);
}

/** 6381956970095103 · 2^797 lies 4.7e-19 from a multiple of π/2, nearer than any other double (Muller et al. 2018). */
const NEAREST_TO_QUADRANT = 6381956970095103 * 2 ** 797;

const angles: [string, number[]][] = [
  ['|x| ≤ π/4', between(-Math.PI / 4, Math.PI / 4)],
  ['the quarters around', between(-7, 7)],
  ['|x| ≤ 2^20, reduced in three parts', between(-(2 ** 20), 2 ** 20)],
  ['|x| > 2^20, reduced exactly', between(2 ** 20, 2 ** 60)],
  ['all exponents', anyFinite(1500)],
  ['beside small multiples of π/2', nearQuadrants(1, 1)],
  ['beside large multiples of π/2', nearQuadrants(600_000, 997)],
  ['tiny', between(-1, 1, 300).flatMap(x => [x * 2 ** -25, x * 2 ** -28, x * 2 ** -1030])],
  ['extremes', [2 ** 20, 2 ** 20 + 2 ** -32, Number.MAX_VALUE, NEAREST_TO_QUADRANT, Number.MIN_VALUE]],
];

const functions: [string, (x: number) => number, Oracle][] = [
  ['sin', sin, exactSin],
  ['cos', cos, exactCos],
];

describe.each(functions)('%s', (_name, compute, oracle) => {
  test.each(angles)('error below 0.85 ulp for %s', (_range, xs) => {
    expect(worstError(compute, oracle, xs).ulp).toBeLessThan(0.85);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('of %f is NaN', x => {
    expect(compute(x)).toBeNaN();
  });
});

test('sin is odd and cos even, bit for bit', () => {
  for (const x of [0, ...between(0, 100, 200), ...anyFinite(200)]) {
    expect(sin(-x)).toBe(-sin(x));
    expect(cos(-x)).toBe(cos(x));
  }
});
