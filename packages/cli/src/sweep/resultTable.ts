import type { ParquetColumn, ParquetField } from '@gradscope/formats';
import type { ResultRow } from '@gradscope/sweep';
import { RESULT_COLUMNS, RUN_COLUMNS, type RunColumn, type SweepAxis } from 'gradscope';

export type Cell = string | number | boolean | null;

/** The columns of a table of results: the run, its place, the axes, and its results. */
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

/** A mapping or list, such as an activation with a setting, becomes JSON. */
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

/**
 * The columns of {@link columnNames} for Parquet: an axis has numbers or booleans if all its values are, else
 * text.
 */
export function parquetFields(axes: readonly SweepAxis[]): ParquetField[] {
  const typeOf = new Map(axes.map(({ name, values }) => [name, axisType(values.map(cellOf))]));
  return columnNames(axes.map(({ name }) => name)).map(name => ({
    name,
    type: typeOf.get(name) ?? (isText(name) ? 'string' : 'float64'),
  }));
}

/** All columns without text hold numbers. */
const isText = (name: string): boolean => RUN_COLUMNS[name as RunColumn] === 'text';

function axisType(values: readonly Cell[]): ParquetField['type'] {
  const all = (type: string) => values.every(value => value === null || typeof value === type);
  return all('number') ? 'float64' : all('boolean') ? 'boolean' : 'string';
}

/** The values of each of {@link parquetFields}, of rows in the order of {@link columnNames}. */
export function parquetValues(
  fields: readonly ParquetField[],
  rows: readonly (readonly Cell[])[],
): ParquetColumn['values'][] {
  return fields.map(({ type }, i) => {
    const values = rows.map(row => row[i]!);
    if (type !== 'string') return values as (number | null)[];
    return values.map(value => (value === null ? null : String(value)));
  });
}
