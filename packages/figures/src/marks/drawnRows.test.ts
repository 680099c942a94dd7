import { expect, it } from 'vitest';
import { drawnNotes, drawnRows } from './drawnRows.ts';

it('shows all of 2,000 rows, and of more 2,000 different ones, ascending, always the same', () => {
  expect(drawnRows(3)).toEqual([0, 1, 2]);
  expect(drawnRows(2000)).toHaveLength(2000);
  const rows = drawnRows(100_000);
  expect(new Set(rows).size).toBe(2000);
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  expect(rows).toEqual(drawnRows(100_000));
  // From all over: as many from either half, within four deviations of chance.
  expect(Math.abs(rows.filter(row => row < 50_000).length - 1000)).toBeLessThan(4 * Math.sqrt(500));
});

it('says so', () => {
  expect(drawnNotes(2000)).toEqual([]);
  expect(drawnNotes(100_000)).toEqual(['2,000 of 100,000 points are drawn, chosen at random.']);
});
