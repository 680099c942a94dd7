import { lacksHeader, readAnyTable } from '@gradscope/formats';
import { type Experiment, isRegression, prepare, type Table } from 'gradscope';
import type { ColumnSummary } from './tableMessages.ts';

type Column = Table[number];

/** A table, and how it was read. */
export interface ReadRows {
  readonly table: Table;
  /** False if its first line is a row. */
  readonly header: false | undefined;
  readonly guesses: readonly string[];
}

/**
 * The table in a file's bytes, and the guesses made about it. A first line that looks like a row counts as
 * one.
 *
 * @throws FormatError as `readAnyTable` does, and RangeError if it has no rows
 */
export async function readRows(bytes: Uint8Array, fileName: string): Promise<ReadRows> {
  const guesses: string[] = [];
  const header = lacksHeader(bytes, fileName) ? false : undefined;
  if (header === false) guesses.push('the first line looks like a row, so the columns are called 0, 1, …');
  const onGuess = (guess: string) => guesses.push(guess);
  const table = await readAnyTable(bytes, fileName, { header, onGuess });
  if (table.every(column => rowsOf(column) === 0)) {
    throw new RangeError(`${fileName}: expected at least one row under the header, got none`);
  }
  return { table, header, guesses };
}

export function summaryOf(column: Column): ColumnSummary {
  const { name, width, values } = column;
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values, numberOf);
  const wrong = numbers.findIndex(value => !Number.isFinite(value));
  const hasNumbers = wrong < 0 || numbers.some(Number.isFinite);
  return { name, width, rows: rowsOf(column), hasNumbers, note: hasNumbers ? noteOn(column, wrong) : 'text' };
}

function noteOn({ values, width }: Column, wrong: number): string {
  if (wrong < 0) return width > 1 ? `${width} wide` : '';
  const row = Math.floor(wrong / width) + 1;
  const got = String(values[wrong]).trim();
  return `row ${row}: ${got === '' ? 'nothing' : `“${got.slice(0, 20)}”`}`;
}

/** Text that every reader of the column would read as the same number. */
const isPlainNumber = (text: string): boolean => Number.isFinite(numberOf(text));

/** NaN if the text is not a number. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function rowsOf({ values, width }: Column): number {
  return values.length / width;
}

/**
 * The columns of a table that an experiment uses, after a check that it can train on them; features are
 * numbers.
 *
 * @throws ExperimentError with column and row if it cannot; RangeError if all rows are of one class
 */
export function usedColumns(experiment: Experiment, table: Table): Table {
  const { data: settings } = experiment;
  if (settings.kind !== 'table') throw new TypeError(`data.kind: expected table, got ${settings.kind}`);
  const { data } = prepare(experiment, table);
  if (!isRegression(data) && data.classes < 2) {
    const [only] = data.classNames ?? [];
    throw new RangeError(
      `column ${JSON.stringify(settings.target)}: expected at least two classes, got one, ${JSON.stringify(only)}`,
    );
  }
  const { target, features, sequence, time } = settings;
  return table.flatMap(column => {
    if ([target, sequence, time].includes(column.name)) return [column];
    if (features !== 'all' && !features.includes(column.name)) return [];
    const { values } = column;
    if (values instanceof Float64Array || !values.every(isPlainNumber)) return [column];
    return [{ ...column, values: Float64Array.from(values, Number) }];
  });
}
