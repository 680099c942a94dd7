import type { ParquetColumn } from '@gradscope/formats';
import type { ResultRow } from '@gradscope/sweep';
import { RESULT_COLUMNS } from 'gradscope';

/** Columns that hold text; all others hold numbers. */
const TEXTS = ['run_id', 'status', 'reason'];

export type Cell = string | number | boolean | null;

/** The columns of a table of results: the run, its place, the axes, and what it came to. */
export function columnNames(axes: readonly string[]): string[] {
  const [runId, index, ...rest] = RESULT_COLUMNS;
  return [runId, index, ...axes, ...rest];
}

/** A run's cells in the order of {@link columnNames}. */
export function cellsOf(row: ResultRow, axes: readonly string[]): Cell[] {
  const { run_id, index, axes: values } = row;
  const [, , ...rest] = RESULT_COLUMNS;
  return [run_id, index, ...axes.map(name => cellOf(values[name])), ...rest.map(name => row[name] as Cell)];
}

/** A mapping or list, as an activation with a setting, is told as JSON. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}

/** A line of CSV as RFC 4180 has it; a number is written so that it reads back to the same bits. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return Object.is(cell, -0) ? '-0' : String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Columns for Parquet: an axis is of numbers or of yes and no where all its values are, else of text. */
export function parquetColumns(
  names: readonly string[],
  columns: readonly (readonly Cell[])[],
): ParquetColumn[] {
  return names.map((name, i) => {
    const values = columns[i]!;
    if (!TEXTS.includes(name) && all(values, 'number'))
      return { name, type: 'float64', values: values as (number | null)[] };
    if (!TEXTS.includes(name) && all(values, 'boolean'))
      return { name, type: 'boolean', values: values as (boolean | null)[] };
    return { name, type: 'string', values: values.map(value => (value === null ? null : String(value))) };
  });
}

function all(values: readonly Cell[], type: 'number' | 'boolean'): boolean {
  return values.every(value => value === null || typeof value === type);
}
