/**
 * A column of a table, or several of the same kind under one name: `values` is row-major `[rows, width]`.
 *
 * Text may hold numbers; the reader of the column decides whether it must.
 */
export interface Column {
  readonly name: string;
  readonly width: number;
  readonly values: Float64Array | readonly string[];
  /** The sizes of the axes along which the values of a row lie, the last one (the channels) left out, if there are any. */
  readonly axes?: readonly number[];
}

/** Columns in order, with different names. Only the columns in use must have equally many rows. */
export type Table = readonly Column[];

export function rowsOf({ values, width }: Column): number {
  return values.length / width;
}

/**
 * A decimal number; other forms that JavaScript accepts, such as hexadecimal or an empty text, are more
 * likely mistakes.
 */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The column's numbers.
 *
 * @param hintOf the hint for an invalid cell; empty if there is none
 * @throws RangeError for the first cell that is not a finite number, with its column and its row, counted
 *   from 1
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

/** The kind of the cells: numbers, all whole or not; text without numbers; or a mixture. */
export function contentOf({ values }: Column): 'whole' | 'numbers' | 'text' | 'mixture' {
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values, numberOf);
  if (numbers.every(Number.isInteger)) return 'whole';
  const missing = numbers.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  if (missing === 0) return 'numbers';
  return missing === numbers.length ? 'text' : 'mixture';
}

/** NaN if the text is not a number. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
}

const LONGEST_TEXT = 60;

/** The error for a cell; `at` is its index in the column's values, `hint` the advice to give. */
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

/** A table's text for an error message: one line, shortened. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, LONGEST_TEXT)) + (text.length > LONGEST_TEXT ? '…' : '');
}
