import type { MapCell } from '@gradscope/figures';
import { expect, test } from 'vitest';
import { cellsOf, columnsOf } from './keptCells.ts';

const cell = (changes: Partial<MapCell> = {}): MapCell => ({
  loss: 0.1,
  accuracy: Number.NaN,
  firstLoss: 1,
  lastLoss: 0.2,
  firstGradient: 1e-300,
  stepsToTarget: null,
  divergedAt: null,
  ...changes,
});

test('cells come back as they were kept, those that are not known as not known', () => {
  const cells = [
    cell(),
    undefined,
    cell({ loss: Number.POSITIVE_INFINITY, divergedAt: 0, stepsToTarget: 3 }),
    cell({ symptom: null }),
    cell({ symptom: 'vanishing' }),
  ];
  expect(cellsOf(columnsOf(cells))).toEqual(cells);
  expect('symptom' in cellsOf(columnsOf(cells))[0]!).toBe(false);
});

test('a failed run is not kept, because it may be repeated', () => {
  expect(cellsOf(columnsOf([cell({ failed: true })]))).toEqual([]);
});
