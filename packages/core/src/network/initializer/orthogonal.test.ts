import { expect, test } from 'vitest';
import { times } from '../../../../../scripts/soak/soaking.ts';
import { RandomState } from '../../random/randomState.ts';
import { orthonormal } from './orthogonal.ts';

/** How far the vectors, each given by a start and the distance of its entries, are from orthonormal. */
function worstProduct(W: Float64Array, count: number, length: number, start: number, stride: number): number {
  let worst = 0;
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      let product = i === j ? -1 : 0;
      for (let a = 0; a < length; a++) product += W[i * start + a * stride] * W[j * start + a * stride];
      worst = Math.max(worst, Math.abs(product));
    }
  }
  return worst;
}

test.each([
  [1, 1],
  [7, 1],
  [1, 7],
  [50, 50],
  [300, 20],
  [20, 300],
])('%i × %i: the fewer of rows and columns are orthonormal to 1e-14', (rows, columns) => {
  const W = orthonormal(rows, columns, new RandomState(3));
  const error =
    rows < columns ? worstProduct(W, rows, columns, columns, 1) : worstProduct(W, columns, rows, 1, columns);
  expect(error).toBeLessThan(1e-14);
});

const SIZE = times(300, 1000);
const LOOKED_AT = times(100, 300);
test(`${SIZE} × ${SIZE}: the first ${LOOKED_AT} rows and columns are orthonormal to 1e-14`, () => {
  const W = orthonormal(SIZE, SIZE, new RandomState(4));
  expect(worstProduct(W, LOOKED_AT, SIZE, SIZE, 1)).toBeLessThan(1e-14);
  expect(worstProduct(W, LOOKED_AT, SIZE, 1, SIZE)).toBeLessThan(1e-14);
});

/** Uniform over the orthogonal matrices: without the signs of R, 1 × 1 would always give the same one. */
test('of 1 × 1 matrices 1 and −1 are equally likely: 500 ± 65 of 1000, four deviations', () => {
  const random = new RandomState(5);
  const positive = Array.from({ length: 1000 }, () => orthonormal(1, 1, random)[0]).filter(w => w === 1);
  expect(Math.abs(positive.length - 500)).toBeLessThan(65);
});
