import { featureColumn } from './featureColumn.ts';
import { isHole } from './missing.ts';
import { type Column, quoted, type Table } from './table.ts';
import { featureColumns, isClassification, type TableSettings } from './tableDataset.ts';
import { targetColumn } from './targetColumn.ts';

/**
 * The guesses that {@link tableDataset} makes about a table, a few words each: the target, how columns that
 * are not plain numbers are read, and the treatment of missing values. The table and settings must be valid.
 */
export function tableGuesses(table: Table, settings: TableSettings): string[] {
  const target = targetColumn(table, settings);
  const features = featureColumns(table, settings);
  const read = features.map(column => ({ column, as: featureColumn(column, settings).as }));
  const named = (as: string) => namesText(read.filter(other => other.as === as).map(({ column }) => column));
  const [booleans, kinds] = [named('booleans'), named('kinds')];
  return [
    ...(settings.task === 'auto' ? [targetGuess(target, settings)] : []),
    ...(booleans ? [`true and false are 1 and 0 in ${booleans}`] : []),
    ...(kinds ? [`each text is a column of its own in ${kinds}`] : []),
    ...holeGuess([...features, target], target, settings),
  ];
}

function targetGuess(target: Column, settings: TableSettings): string {
  const name = quoted(target.name);
  if (!isClassification(target, settings)) return `${name} holds values to predict, no classes`;
  const cells = Array.from<string | number>(target.values).filter(cell => !isHole(cell));
  const count = new Set(cells.map(cell => String(cell).trim())).size;
  const reason = cells.some(cell => Number.isNaN(Number(cell))) ? 'text' : 'whole numbers';
  return `${name} holds ${count} ${count === 1 ? 'class' : 'classes'}, because it is ${reason}`;
}

function holeGuess(columns: readonly Column[], target: Column, { missing }: TableSettings): string[] {
  if (missing === undefined) return [];
  const rows = new Set<number>();
  let cells = 0;
  for (const column of columns) {
    for (const [at, cell] of column.values.entries()) {
      if (!isHole(cell)) continue;
      if (missing === 'drop' || column === target) rows.add(Math.floor(at / column.width));
      else cells++;
    }
  }
  return [
    ...(rows.size > 0
      ? [`${rows.size} ${rows.size === 1 ? 'row' : 'rows'} left out for missing values`]
      : []),
    ...(cells > 0 ? [`${cells} missing ${cells === 1 ? 'value' : 'values'} filled with the mean`] : []),
  ];
}

const MOST_NAMES = 5;

function namesText(columns: readonly Column[]): string {
  if (columns.length > MOST_NAMES) return `${columns.length} columns`;
  return columns.map(({ name }) => quoted(name)).join(', ');
}
