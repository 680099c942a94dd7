import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test.each([
  // By the same formula in Python 3.
  [0, 6, 0, 0.39033],
  [6, 6, 0.60967, 1],
  [5, 6, 0.4365, 0.96994],
  [50, 100, 0.40383, 0.59617],
])('%d of %d: the interval to 5 decimals', (successes, trials, low, high) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

test('without trials the interval is everything', () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});
