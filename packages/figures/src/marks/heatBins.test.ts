import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binHeat } from './heatBins.ts';

const special = fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324);
const magnitude = fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0, noNaN: true }) }, special);
const size = fc.integer({ min: 1, max: 24 });
const side = fc.integer({ min: 1, max: 9 });

const cellsOf = (rows: number, columns: number, values: readonly number[], up: number, across: number) =>
  binHeat({ rows, columns, value: (row, column) => values[row * columns + column] }, up, across);

const matrix = fc
  .tuple(size, size)
  .chain(([rows, columns]) =>
    fc.tuple(
      fc.constant(rows),
      fc.constant(columns),
      fc.array(magnitude, { minLength: rows * columns, maxLength: rows * columns }),
    ),
  );

describe('binHeat', () => {
  it('keeps every value where there is a cell for each', () => {
    fc.assert(
      fc.property(matrix, ([rows, columns, values]) => {
        const cells = cellsOf(rows, columns, values, rows, columns);
        expect([cells.rows, cells.columns, cells.perRow, cells.perColumn]).toEqual([rows, columns, 1, 1]);
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            const value = values[row * columns + column];
            expect(cells.value(row, column)).toBe(Number.isFinite(value) ? value : Number.NaN);
          }
        }
      }),
    );
  });

  it('makes at most as many cells as asked for, each the lower median of its own values or NaN where one is broken', () => {
    fc.assert(
      fc.property(matrix, side, side, ([rows, columns, values], up, across) => {
        const cells = cellsOf(rows, columns, values, up, across);
        expect(cells.rows).toBe(Math.min(rows, up));
        expect(cells.columns).toBe(Math.min(columns, across));
        let seen = 0;
        for (let row = 0; row < cells.rows; row++) {
          for (let column = 0; column < cells.columns; column++) {
            const own = values.filter((_, i) => {
              const [r, c] = [Math.floor(i / columns), i % columns];
              const within = (at: number, length: number, cell: number, count: number) =>
                at >= Math.floor((cell * length) / count) && at < Math.floor(((cell + 1) * length) / count);
              return within(r, rows, row, cells.rows) && within(c, columns, column, cells.columns);
            });
            seen += own.length;
            expect(own.length).toBeLessThanOrEqual(cells.perRow * cells.perColumn);
            const sorted = own.sort((a, b) => a - b);
            const expected = own.every(Number.isFinite) ? sorted[(own.length - 1) >> 1] : Number.NaN;
            expect(cells.value(row, column)).toBe(expected);
          }
        }
        expect(seen).toBe(values.length);
      }),
    );
  });
});
