import { featureColumn } from './featureColumn.ts';
import type { MissingSetting } from './missing.ts';
import { type Column, quoted, rowsOf, type Table } from './table.ts';

export interface TargetSettings {
  /** Name of the column to predict, or of several columns of values. */
  readonly target: string | readonly string[];
  readonly missing?: MissingSetting;
}

/** The names of the columns to predict. */
export function targetNames({ target }: TargetSettings): readonly string[] {
  return typeof target === 'string' ? [target] : target;
}

/**
 * The column to predict; several are joined side by side, as numbers. Throws RangeError for a column that is
 * missing or does not fit the others.
 */
export function targetColumn(table: Table, settings: TargetSettings): Column {
  const names = targetNames(settings);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined)
    throw new RangeError(`target: expected each column once, got ${quoted(repeated)} again`);
  const columns = names.map(name => columnOf(table, name, 'target'));
  return columns.length === 1 ? columns[0] : sideBySide(columns, settings);
}

function sideBySide(columns: readonly Column[], { missing }: TargetSettings): Column {
  const [first] = columns;
  const rows = rowsOf(first);
  const other = columns.find(column => rowsOf(column) !== rows);
  if (other) {
    throw new RangeError(
      `column ${quoted(other.name)}: expected ${rows} rows as ${quoted(first.name)} has, got ${rowsOf(other)}`,
    );
  }
  const parts = columns.map(column => featureColumn(column, { missing }));
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const values = new Float64Array(rows * width);
  let start = 0;
  for (const part of parts) {
    for (const [i, value] of part.values.entries()) {
      values[Math.floor(i / part.width) * width + start + (i % part.width)] = value;
    }
    start += part.width;
  }
  return { name: columns.map(({ name }) => name).join(', '), width, values };
}

/**
 * The column of this name. Throws RangeError if the table has none; `setting` is the setting that names it.
 */
export function columnOf(table: Table, name: string, setting: string): Column {
  const column = table.find(column => column.name === name);
  if (column) return column;
  const names = table.map(column => column.name).join(', ');
  throw new RangeError(`${setting}: expected a column of the table (${names}), got ${quoted(name)}`);
}
