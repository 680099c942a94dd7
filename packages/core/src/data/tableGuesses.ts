import { countedText } from '../text/countText.ts';
import { featureColumn } from './featureColumn.ts';
import { isHole } from './missing.ts';
import { isOneAnswer, type SequenceRows, sequenceRows } from './sequenceRows.ts';
import { type Column, quoted, type Table } from './table.ts';
import {
  answerColumn,
  axesOf,
  featureColumns,
  isClassification,
  type TableSettings,
} from './tableDataset.ts';
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
  const rows = sequenceRows(table, settings);
  const axes = rows ? undefined : axesOf(features);
  return [
    ...(rows ? [sequenceGuess(target, rows, settings)] : []),
    ...(axes ? [axesGuess(features[0], axes)] : []),
    ...(settings.task === 'auto' ? [targetGuess(answerColumn(target, axes), settings)] : []),
    ...(booleans ? [`true and false are 1 and 0 in ${booleans}`] : []),
    ...(kinds ? [`each text is a column of its own in ${kinds}`] : []),
    ...holeGuess([...features, target], target, settings, rows),
  ];
}

function sequenceGuess(target: Column, rows: SequenceRows, { targetShift }: TableSettings): string {
  const { order, length } = rows;
  const isOne = targetShift === 0 && isOneAnswer(target, rows);
  const answers = isOne
    ? `${quoted(target.name)} is one answer for each, because it is the same in all of its rows`
    : `${quoted(target.name)} is an answer at every position`;
  return `the rows are ${order.length / length} sequences of ${length} positions; ${answers}`;
}

function axesGuess({ name, width }: Column, axes: readonly number[]): string {
  const channels = axes.reduce((rest, axis) => rest / axis, width);
  const what = axes.length === 1 ? `sequences of ${axes[0]} positions` : `pictures of ${axes.join(' × ')}`;
  return `${quoted(name)} holds ${what} with ${channels} ${channels === 1 ? 'channel' : 'channels'}`;
}

function targetGuess(target: Column, settings: TableSettings): string {
  const name = quoted(target.name);
  if (!isClassification(target, settings)) return `${name} holds values to predict, no classes`;
  const cells = Array.from<string | number>(target.values).filter(cell => !isHole(cell));
  const count = new Set(cells.map(cell => String(cell).trim())).size;
  const reason = cells.some(cell => Number.isNaN(Number(cell))) ? 'text' : 'whole numbers';
  return `${name} holds ${count} ${count === 1 ? 'class' : 'classes'}, because it is ${reason}`;
}

function holeGuess(
  columns: readonly Column[],
  target: Column,
  { missing }: TableSettings,
  sequences: SequenceRows | undefined,
): string[] {
  if (missing === undefined) return [];
  const rows = new Set<number>();
  const places = sequences && placesOf(sequences);
  const thing = sequences ? 'sequence' : 'row';
  const sampleAt = (row: number) => (places ? places[row] : row);
  let cells = 0;
  for (const column of columns) {
    for (const [at, cell] of column.values.entries()) {
      if (!isHole(cell)) continue;
      if (missing === 'drop' || column === target) rows.add(sampleAt(Math.floor(at / column.width)));
      else cells++;
    }
  }
  return [
    ...(rows.size > 0 ? [`${countedText(rows.size, thing)} left out for missing values`] : []),
    ...(cells > 0 ? [`${cells} missing ${cells === 1 ? 'value' : 'values'} filled with the mean`] : []),
  ];
}

/** The number of the sequence of each row. */
function placesOf({ order, length }: SequenceRows): Int32Array {
  const places = new Int32Array(order.length);
  for (const [i, row] of order.entries()) places[row] = Math.floor(i / length);
  return places;
}

const MOST_NAMES = 5;

function namesText(columns: readonly Column[]): string {
  if (columns.length > MOST_NAMES) return `${columns.length} columns`;
  return columns.map(({ name }) => quoted(name)).join(', ');
}
