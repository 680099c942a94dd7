import { expect, test } from 'vitest';
import { winners } from './winners.ts';

test('the largest score wins, the first of equals; NaN lets none win, infinity does', () => {
  const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];
  const scores = [2, 2, 2, 0, 800, 0, nan, 1, 0, 1, 0, nan, -5, 0, 0, 0, -inf, inf];
  expect([...winners({ scores, classes: 3 })]).toEqual([0, 1, -1, -1, 1, 2]);
});
