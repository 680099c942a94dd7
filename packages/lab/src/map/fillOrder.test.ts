import { expect, test } from 'vitest';
import { fillOrder, shownCells } from './fillOrder.ts';

test.each([
  [1, 1],
  [5, 3],
  [16, 16],
  [64, 40],
  [100, 1],
])('%i × %i: every cell once, the coarsest pass of at least 8 along the longer side first', (nx, ny) => {
  const passes = fillOrder(nx, ny);
  const all = passes.flatMap(({ indices }) => indices);
  expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: nx * ny }, (_, i) => i));
  const { stride } = passes[0];
  expect(Math.ceil(Math.max(nx, ny) / stride)).toBeGreaterThanOrEqual(Math.min(8, Math.max(nx, ny)));
  expect(passes.map(pass => pass.stride)).toEqual(passes.map((_, k) => stride / 2 ** k));
});

test('a missing cell shows the coarser cell that covers it', () => {
  const [nx, ny] = [32, 32];
  const [coarse] = fillOrder(nx, ny);
  const cells = new Array<string | undefined>(nx * ny).fill(undefined);
  for (const index of coarse.indices) cells[index] = `of ${index}`;
  cells[1] = 'own';
  const shown = shownCells(cells, nx, ny);
  expect(shown.slice(0, 5)).toEqual(['of 0', 'own', 'of 0', 'of 0', 'of 4']);
  expect(shown[nx * 7 + 9]).toBe(`of ${nx * 4 + 8}`);
  expect(shownCells([undefined], 1, 1)).toEqual([undefined]);
});
