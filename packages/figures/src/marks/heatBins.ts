import { isBroken } from './curve.ts';

/** A matrix to be drawn as coloured cells: row 0 at the bottom, column 0 at the left. */
export interface Heat {
  readonly rows: number;
  readonly columns: number;
  readonly value: (row: number, column: number) => number;
}

/**
 * A matrix thinned to what the pixels can show, row-major, and the largest number of original rows and
 * columns in a cell.
 */
export interface HeatCells extends Heat {
  readonly perRow: number;
  readonly perColumn: number;
}

/** The beginnings of `count` even parts of `0 … length`, and the end of the last. */
const borders = (length: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => Math.floor((i * length) / count));

/** The middle value, the lower of two; NaN if any is NaN or infinite. Sorts `values`. */
function middle(values: Float64Array): number {
  return values.some(isBroken) ? Number.NaN : values.sort()[(values.length - 1) >> 1];
}

/**
 * Thins a matrix to at most `mostRows × mostColumns` cells: each is the median of its values, the lower of
 * two middle ones, and NaN if any is NaN or infinite.
 */
export function binHeat(heat: Heat, mostRows: number, mostColumns: number): HeatCells {
  const rows = Math.max(1, Math.min(heat.rows, mostRows));
  const columns = Math.max(1, Math.min(heat.columns, mostColumns));
  const [up, across] = [borders(heat.rows, rows), borders(heat.columns, columns)];
  const [perRow, perColumn] = [Math.ceil(heat.rows / rows), Math.ceil(heat.columns / columns)];
  const scratch = new Float64Array(perRow * perColumn);
  const cells = Float64Array.from({ length: rows * columns }, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    let count = 0;
    for (let r = up[row]; r < up[row + 1]; r++) {
      for (let c = across[column]; c < across[column + 1]; c++) scratch[count++] = heat.value(r, c);
    }
    return middle(scratch.subarray(0, count));
  });
  return { rows, columns, perRow, perColumn, value: (row, column) => cells[row * columns + column] };
}
