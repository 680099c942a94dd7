import { expect, test } from 'vitest';
import { neighbours, spread, worstError } from '../../../test/support/worstError.ts';
import { log } from './log.ts';
import { exactLog } from './oracle.ts';

test('log: error < 0.52 ulp from the smallest to the largest number', () => {
  const powers = [...spread(-1074, 1024, 20_000)].map(e => 2 ** e).filter(x => x > 0 && x < Infinity);
  expect(worstError(log, exactLog, powers).ulp).toBeLessThan(0.52);
});

test('log: error < 0.52 ulp around 1', () => {
  expect(worstError(log, exactLog, spread(0.5, 2, 20_000)).ulp).toBeLessThan(0.52);
  expect(worstError(log, exactLog, spread(0.96, 1.04, 20_000)).ulp).toBeLessThan(0.52);
  for (let n = 4; n < 53; n++) {
    expect(worstError(log, exactLog, spread(1 - 2 ** -n, 1 + 2 ** -n, 100)).ulp).toBeLessThan(0.52);
  }
});

test('log: error < 0.52 ulp at the edges of the table', () => {
  for (let edge = 0.6796875; edge <= 1.359375; edge += 1 / 128) {
    expect(worstError(log, exactLog, neighbours(edge)).ulp).toBeLessThan(0.52);
  }
});

test('log: error < 0.52 ulp for subnormal numbers', () => {
  expect(worstError(log, exactLog, spread(5e-324, 2 ** -1022, 2000)).ulp).toBeLessThan(0.52);
  expect(worstError(log, exactLog, neighbours(2 ** -1022)).ulp).toBeLessThan(0.52);
});

test('log: 1, 0, negative numbers, infinities, NaN', () => {
  expect([1, 0, -0, -1, -5e-324, Infinity, -Infinity, NaN].map(log)).toEqual([
    0,
    -Infinity,
    -Infinity,
    NaN,
    NaN,
    Infinity,
    NaN,
    NaN,
  ]);
});
