import type { Table } from 'gradscope';
import Papa, { type ParseError } from 'papaparse';
import { FormatError, quoted } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { readNpz } from './npz.ts';
import { decodeUtf8, endOfUtf8, markLength, utf8Length } from './utf8.ts';

/** More than a network here could learn from, and near what a string can hold. */
export const LARGEST_TEXT = 2 ** 28;
const DELIMITERS = [',', '\t', ';', '|'];
const QUOTE_RULES: Readonly<Record<string, readonly [rule: string, got: string]>> = {
  MissingQuotes: ['a closing quote', 'none'],
  InvalidQuotes: ['a delimiter after the closing quote', 'other text'],
};

/** A place in a file of CSV: its row in words, and how many bytes stand before it. */
interface Place {
  readonly place?: string;
  readonly offset: number;
}

/**
 * The table that a file holds.
 *
 * A name ending in `.npz` is read as NumPy's archive: each array is a column, its first axis the rows, and what lies
 * beyond makes it that wide. Any other is read as CSV in UTF-8, its first line the names of the columns, between commas,
 * tabs, semicolons or bars, which is found out; all its columns are text, and what uses one says whether it must be
 * numbers.
 *
 * @param bytes the file's contents
 * @param fileName what to call it in an error
 * @throws FormatError, with the row, counted from 1 below the header, and its first byte, for a file that is no such table
 */
export function readTable(bytes: Uint8Array, fileName: string): Table {
  return fileName.toLowerCase().endsWith('.npz') ? npzTable(bytes, fileName) : csvTable(bytes, fileName);
}

/** Where a row stands in a file of CSV that {@link readTable} reads; rows are counted from 0 below the header. */
export function csvPlace(bytes: Uint8Array, row: number): Required<Place> {
  return placeOf(rowsOf(bytes, 'csv'), row + 1);
}

function npzTable(bytes: Uint8Array, fileName: string): Table {
  return Object.entries(readNpz(bytes, fileName)).map(([name, array]) => {
    const width = array.shape.slice(1).reduce((product, extent) => product * extent, 1);
    if (width === 0) refuse(`${fileName}/${name}.npy`, { offset: 0 }, 'values in each row', 'none');
    return { name, width, values: numbers(array) };
  });
}

function numbers({ values }: NpyArray): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/** A text taken apart; the lines that hold something, the header first, stand at `filled` among its lines. */
interface Rows {
  readonly text: string;
  /** Bytes before the text: of a byte order mark. */
  readonly start: number;
  readonly lines: readonly (readonly string[])[];
  readonly filled: readonly number[];
  readonly errors: readonly ParseError[];
}

function rowsOf(bytes: Uint8Array, fileName: string): Rows {
  const text = textOf(bytes, fileName);
  const { data: lines, errors } = Papa.parse(text, { delimitersToGuess: DELIMITERS });
  const filled = [...lines.keys()].filter(line => isFilled(lines[line]!));
  return { text, start: markLength(bytes), lines, filled, errors };
}

function csvTable(bytes: Uint8Array, fileName: string): Table {
  const table = rowsOf(bytes, fileName);
  const { lines, filled } = table;
  checkQuotes(table, fileName);
  const [header, ...rows] = filled.map(line => lines[line]!);
  if (!header) return refuse(fileName, { offset: 0 }, 'a table', 'an empty file');
  const names = header.map(name => name.trim());
  checkNames(names, fileName, placeOf(table, 0));
  const ragged = rows.findIndex(row => row.length !== names.length);
  if (ragged >= 0) {
    const rule = `${names.length} cells as the header has`;
    refuse(fileName, placeOf(table, ragged + 1), rule, rows[ragged]!.length);
  }
  return names.map((name, i) => ({ name, width: 1, values: rows.map(row => row[i]!) }));
}

function checkQuotes({ text, start, filled, errors }: Rows, fileName: string): void {
  // That no delimiter is found is no fault of a table of one column.
  const error = errors.find(({ type }) => type === 'Quotes');
  if (!error) return;
  const { row, index, code } = error;
  const before = filled.filter(line => line < row).length;
  const offset = start + utf8Length(text.slice(0, index));
  refuse(fileName, { place: rowName(before), offset }, ...QUOTE_RULES[code]!);
}

/** The place of a row, the header being row 0. The parser says where rows begin only where it is stopped before one. */
function placeOf({ text, start, filled }: Rows, row: number): Required<Place> {
  const place = rowName(row);
  const line = filled[row] ?? 0;
  if (line === 0) return { place, offset: start };
  const { meta } = Papa.parse(text, { delimitersToGuess: DELIMITERS, preview: line, fastMode: false });
  return { place, offset: start + utf8Length(text.slice(0, meta.cursor)) };
}

function refuse(file: string, place: Place, rule: string, got: string | number): never {
  throw new FormatError({ file, ...place, rule, got });
}

/** Whether a line held anything. */
function isFilled(cells: readonly string[]): boolean {
  return cells.length > 1 || cells[0] !== '';
}

function rowName(row: number): string {
  return row === 0 ? 'header' : `row ${row}`;
}

function textOf(bytes: Uint8Array, fileName: string): string {
  if (bytes.length > LARGEST_TEXT) {
    refuse(fileName, { offset: LARGEST_TEXT }, `at most ${LARGEST_TEXT} bytes`, bytes.length);
  }
  const text = decodeUtf8(bytes);
  const zero = bytes.indexOf(0);
  if (text !== undefined && zero < 0) return text;
  const offset = text === undefined ? endOfUtf8(bytes) : zero;
  return refuse(fileName, { offset }, 'text in UTF-8', 'other bytes');
}

function checkNames(names: readonly string[], fileName: string, header: Place): void {
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '') refuse(fileName, header, `a name for column ${i + 1}`, 'nothing');
    if (seen.has(name)) refuse(fileName, header, 'each name once', `${quoted(name)} twice`);
    seen.add(name);
  }
}
