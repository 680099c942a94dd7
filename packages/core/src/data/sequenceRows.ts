import { type AnyDataset, type Inputs, isRegression } from './dataset.ts';
import { isHole } from './missing.ts';
import { takeSamples } from './rows.ts';
import { type Column, cellError, numbersOf, quoted, rowsOf, type Table } from './table.ts';
import { columnOf } from './targetColumn.ts';

/** The columns of a long table, with a row for each time of each sequence. */
export interface SequenceSettings {
  /** Name of the column that tells the sequence of a row. */
  readonly sequence?: string | undefined;
  /** Name of the column that tells its time. */
  readonly time?: string | undefined;
}

/** The rows of a long table, sequence after sequence in the order in which they begin, each by time. */
export interface SequenceRows {
  readonly order: Int32Array;
  /** Rows of each sequence. */
  readonly length: number;
}

/** Steps of time may differ by this share of the smallest, as those of times that are rounded do. */
const UNEVEN = 0.1;

/** One sequence: its name, and its rows with their times. */
interface Sequence {
  readonly name: string;
  readonly rows: number[];
}

/**
 * The rows of each sequence of a long table; undefined if the settings name none.
 *
 * @throws RangeError for a sequence without a name, a time that is not a number, a time that a sequence has twice, a gap,
 *   or sequences of different lengths
 */
export function sequenceRows(table: Table, settings: SequenceSettings): SequenceRows | undefined {
  if (settings.sequence === undefined || settings.time === undefined) return undefined;
  const names = single(columnOf(table, settings.sequence, 'sequence'), 'sequence');
  const column = single(columnOf(table, settings.time, 'time'), 'time');
  if (rowsOf(names) !== rowsOf(column)) {
    throw new RangeError(
      `time: expected ${rowsOf(names)} rows as ${quoted(names.name)} has, got ${rowsOf(column)}`,
    );
  }
  const times = numbersOf(column);
  const sequences = grouped(names);
  for (const { rows } of sequences) rows.sort((a, b) => times[a] - times[b]);
  checkTimes(sequences, times);
  const [first] = sequences;
  const { length } = first.rows;
  const other = sequences.find(({ rows }) => rows.length !== length);
  if (other) {
    throw new RangeError(
      `sequence: expected all of one length, ${length} rows as ${quoted(first.name)} has, got ${other.rows.length} in ${quoted(other.name)}`,
    );
  }
  return { order: Int32Array.from(sequences.flatMap(({ rows }) => rows)), length };
}

function single(column: Column, setting: string): Column {
  if (column.width === 1) return column;
  throw new RangeError(
    `${setting}: expected a column of one value a row, got ${column.width} in ${quoted(column.name)}`,
  );
}

function grouped(column: Column): Sequence[] {
  const sequences = new Map<string, Sequence>();
  for (const [row, cell] of column.values.entries()) {
    if (isHole(cell)) throw cellError(column, row, 'the name of a sequence');
    const name = String(cell).trim();
    const rows = sequences.get(name)?.rows;
    if (rows) rows.push(row);
    else sequences.set(name, { name, rows: [row] });
  }
  if (sequences.size === 0) throw new RangeError(`sequence: expected at least one row, got none`);
  return [...sequences.values()];
}

function checkTimes(sequences: readonly Sequence[], times: Float64Array): void {
  const stepTo = (rows: readonly number[], i: number) => times[rows[i]] - times[rows[i - 1]];
  let smallest = Number.POSITIVE_INFINITY;
  for (const { name, rows } of sequences) {
    for (let i = 1; i < rows.length; i++) {
      const step = stepTo(rows, i);
      if (step === 0) {
        throw new RangeError(
          `time: expected each time once in a sequence, got ${times[rows[i]]} again in ${quoted(name)}`,
        );
      }
      smallest = Math.min(smallest, step);
    }
  }
  for (const { name, rows } of sequences) {
    const gap = rows.findIndex((_, i) => i > 0 && stepTo(rows, i) > smallest * (1 + UNEVEN));
    if (gap < 0) continue;
    throw new RangeError(
      `time: expected no gap, steps of ${smallest} as elsewhere, got ${times[rows[gap - 1]]} and then ${times[rows[gap]]} in ${quoted(name)}`,
    );
  }
}

/** Whether the target is the same in all rows of each sequence, so that a sequence has one answer. */
export function isOneAnswer({ values, width }: Column, { order, length }: SequenceRows): boolean {
  const cellOf = (row: number, j: number) => {
    const cell = values[row * width + j];
    return typeof cell === 'string' ? cell.trim() : cell;
  };
  return order.every((row, i) => {
    const first = order[i - (i % length)];
    return Array.from({ length: width }, (_, j) => j).every(j => Object.is(cellOf(row, j), cellOf(first, j)));
  });
}

/**
 * The dataset of sequences in a dataset of rows.
 *
 * @param data a sample for each row
 * @param shift how many positions after its inputs an answer stands, negative for before: as many positions without an
 *   answer are left out of each sequence
 * @param isOne whether a sequence has one answer, that of its last position
 * @returns X `[sequences, length · features]` with the axis `[length]`
 * @throws RangeError if no position would be left
 */
export function foldedRows(
  data: AnyDataset,
  { order, length }: SequenceRows,
  shift: number,
  isOne: boolean,
): AnyDataset {
  const left = length - Math.abs(shift);
  if (left < 1) {
    throw new RangeError(
      `targetShift: expected a shift that leaves positions, got ${shift} in sequences of ${length}`,
    );
  }
  const samples = order.length / length;
  const from = (start: number) =>
    Int32Array.from(
      { length: samples * left },
      (_, i) => order[Math.floor(i / left) * length + start + (i % left)],
    );
  const rows = takeSamples(data, from(Math.max(0, -shift)), from(Math.max(0, shift)));
  const inputs: Inputs = { samples, features: left * data.features, axes: [left], X: rows.X };
  const isLast = (i: number) => i % left === left - 1;
  if (isRegression(rows)) {
    const { outputs, targets } = rows;
    const one = targets.filter((_, i) => isLast(Math.floor(i / outputs)));
    return { ...rows, ...inputs, targets: isOne ? one : targets };
  }
  return { ...rows, ...inputs, y: isOne ? rows.y.filter((_, i) => isLast(i)) : rows.y };
}
