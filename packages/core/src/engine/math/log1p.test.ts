import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { log } from './log.ts';
import { log1p } from './log1p.ts';
import { exactLog1p } from './oracle.ts';

test('log1p: error < 1.02 ulp from −1 on', () => {
  expect(worstError(log1p, exactLog1p, spread(-0.9999, 1, 20_000)).ulp).toBeLessThan(1.02);
  expect(worstError(log1p, exactLog1p, spread(0, 10, 20_000)).ulp).toBeLessThan(1.02);
  const powers = [...spread(0, 1024, 5000)].map(e => 2 ** e).filter(Number.isFinite);
  expect(worstError(log1p, exactLog1p, powers).ulp).toBeLessThan(1.02);
});

test('log1p: error < 1.02 ulp beside −1, and where its two ways meet', () => {
  for (let n = 2; n < 53; n++) expect(worstError(log1p, exactLog1p, [-1 + 2 ** -n]).ulp).toBeLessThan(1.02);
  for (const x of [-1, 1].map(sign => sign * 2 ** -6)) {
    expect(worstError(log1p, exactLog1p, neighbours(x, 200)).ulp).toBeLessThan(1.02);
  }
});

test('log1p: error < 0.54 ulp of small x', () => {
  for (let n = 6; n < 60; n++) {
    expect(worstError(log1p, exactLog1p, spread(-(2 ** -n), 2 ** -n, 100)).ulp).toBeLessThan(0.54);
  }
});

test('log1p: is x itself for tiny and subnormal x, with the sign of 0', () => {
  for (const x of [0, -0, 5e-324, -5e-324, 2 ** -1030, -(2 ** -1022), 1e-200, -1e-17])
    expect(log1p(x)).toBe(x);
});

test('log1p: −1, below, infinities, NaN', () => {
  expect([-1, -1.5, -Infinity, Infinity, NaN].map(log1p)).toEqual([-Infinity, NaN, NaN, Infinity, NaN]);
  expect(log1p(Number.MAX_VALUE)).toBe(log(Number.MAX_VALUE));
});
