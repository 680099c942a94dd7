import type { History } from 'gradscope';
import { expect, test } from 'vitest';
import { thin } from './thinning.ts';

function historyOf(rows: number, columns: number, valueAt: (row: number, column: number) => number): History {
  const column = (c: number) => Float64Array.from({ length: rows }, (_, row) => valueAt(row, c));
  return {
    step: Int32Array.from({ length: rows }, (_, row) => 10 * row),
    loss: column(0),
    accuracy: column(1),
    series: {
      grad_l1: {
        columns,
        values: Float64Array.from({ length: rows * columns }, (_, i) =>
          valueAt(Math.floor(i / columns), 2 + (i % columns)),
        ),
      },
    },
  };
}

/** A column's noise: different in each, the same every time. */
const noise = (row: number, column: number) => ((row * 7919 + column * 104_729) % 1009) / 1009;

test('keeps about half of the rows, in order, the first and the last among them', () => {
  const { step } = thin(historyOf(4097, 5, noise));
  expect(step.length).toBeGreaterThanOrEqual(2048);
  expect(step.length).toBeLessThanOrEqual(2049 + 2 * 7);
  expect([step[0], step.at(-1)]).toEqual([0, 40_960]);
  for (let i = 1; i < step.length; i++) expect(step[i]).toBeGreaterThan(step[i - 1]);
});

test('keeps each row whole', () => {
  const { step, loss, series } = thin(historyOf(100, 3, noise));
  for (const [at, value] of step.entries()) {
    expect(loss[at]).toBe(noise(value / 10, 0));
    for (let c = 0; c < 3; c++) expect(series.grad_l1!.values[at * 3 + c]).toBe(noise(value / 10, 2 + c));
  }
});

test('keeps the smallest and the largest of every column however often it thins', () => {
  const spiky = (row: number, column: number) => {
    if (row === 501 + 2 * column) return 1000 + column;
    return row === 1502 + 3 * column ? -1000 - column : noise(row, column);
  };
  let history = historyOf(4096, 6, spiky);
  for (let i = 0; i < 6; i++) history = thin(history);
  expect(history.step.length).toBeLessThan(120);
  for (let c = 0; c < 6; c++) {
    const values = Array.from(history.step, (_, at) => history.series.grad_l1!.values[at * 6 + c]);
    expect(Math.max(...values)).toBe(1002 + c);
    expect(Math.min(...values)).toBe(-1002 - c);
  }
});

test('a column of NaN does not vote', () => {
  const history = thin(historyOf(64, 2, (row, column) => (column === 3 ? Number.NaN : row)));
  expect(history.step.length).toBeGreaterThanOrEqual(32);
});
