/**
 * A column of a table, or several of equal kind under one name: `values` is row-major `[rows, width]`.
 *
 * Text may hold numbers; what reads the column decides whether it must.
 */
export interface Column {
  readonly name: string;
  readonly width: number;
  readonly values: Float64Array | readonly string[];
}

/** Columns in order, of different names. They need not have equally many rows: only those that are used must. */
export type Table = readonly Column[];

export function rowsOf({ values, width }: Column): number {
  return values.length / width;
}

/** A decimal number; what JavaScript takes beyond that, as hexadecimal or nothing at all, is more likely a mistake. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The column's numbers.
 *
 * @param hintOf what to write about such a cell; empty if nothing is known
 * @throws RangeError for the first cell that is no finite number, with its column and its row, counted from 1
 */
export function numbersOf(
  column: Column,
  hintOf: (cell: string | number) => string = () => '',
): Float64Array {
  const { values } = column;
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values, numberOf);
  const wrong = numbers.findIndex(value => !Number.isFinite(value));
  if (wrong >= 0) throw cellError(column, wrong, 'a finite number', hintOf(values[wrong]));
  return numbers;
}

/** What the cells are: numbers, all of them whole or not; text, none of it a number; or a mixture. */
export function contentOf({ values }: Column): 'whole' | 'numbers' | 'text' | 'mixture' {
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values, numberOf);
  if (numbers.every(Number.isInteger)) return 'whole';
  const missing = numbers.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  if (missing === 0) return 'numbers';
  return missing === numbers.length ? 'text' : 'mixture';
}

/** NaN where the text is no number. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
}

const LONGEST_TEXT = 60;

/** The error of a cell, `at` its place in the column's values; `hint` says what to write. */
export function cellError({ name, width, values }: Column, at: number, rule: string, hint = ''): RangeError {
  const row = Math.floor(at / width) + 1;
  const column = quoted(width === 1 ? name : `${name}[:, ${at % width}]`);
  const end = hint && `; ${hint}`;
  return new RangeError(`column ${column}, row ${row}: expected ${rule}, got ${cellText(values[at])}${end}`);
}

function cellText(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (value.trim() === '') return 'nothing';
  return quoted(value);
}

/** Text of the table in an error: one line, and not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, LONGEST_TEXT)) + (text.length > LONGEST_TEXT ? '…' : '');
}
