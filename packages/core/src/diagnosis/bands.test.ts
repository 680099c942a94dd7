import { expect, test } from 'vitest';
import { bandsOf } from './bands.ts';

const E = Math.E;

test('by hand, of two designs: the mean of all, two deviations beyond the lower and the higher design', () => {
  const { factors, total } = bandsOf([
    [
      [E, 1],
      [E ** 3, 1],
    ],
    [
      [1, E],
      [1, E],
    ],
  ]);
  const band = { mean: 0.5, low: -1, high: 2 + 2 * Math.SQRT2 };
  for (const found of [...factors, total]) {
    for (const [name, value] of Object.entries(band))
      expect(found).toHaveProperty(name, expect.closeTo(value, 14));
  }
});

test('a start whose signal dies on the way counts only above that layer', () => {
  const alive = [
    [1, 2, 4],
    [1, 2, 4],
  ];
  const { factors, total } = bandsOf([[...alive, [0, 0, 8]], alive]);
  const half = expect.closeTo(-Math.LN2, 14);
  expect(factors).toEqual([0, 1].map(() => ({ mean: half, low: half, high: half })));
  expect(total.mean).toBeCloseTo(-2 * Math.LN2, 14);
});

test('there are no bands if fewer than two starts of any design pass a signal', () => {
  const { total } = bandsOf([
    [
      [0, 1],
      [1, 1],
    ],
  ]);
  expect(total).toEqual({ mean: Number.NaN, low: Number.NaN, high: Number.NaN });
});
