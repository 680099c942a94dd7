import type { Table } from 'gradscope';
import Papa, { type ParseError } from 'papaparse';
import { type CsvColumn, dataColumns, distinctColumns, isCounted, localColumns } from './csvColumns.ts';
import { csvDelimiter } from './csvDelimiter.ts';
import { type CsvHead, csvHead, rowForHeader } from './csvHead.ts';
import { FormatError } from './formatError.ts';
import { inflateUpTo } from './inflate.ts';
import type { NpyArray } from './npy.ts';
import { readNpz } from './npz.ts';
import type { TableOptions } from './tableOptions.ts';
import { decodeUtf8, endOfUtf8, markLength, utf8Length } from './utf8.ts';

/** More than a network here could learn from, and close to the limit of a string. */
export const LARGEST_TEXT = 2 ** 28;
const DELIMITERS = [',', '\t', ';', '|'];
const QUOTE_RULES: Readonly<Record<string, readonly [rule: string, got: string]>> = {
  MissingQuotes: ['a closing quote', 'none'],
  InvalidQuotes: ['a delimiter after the closing quote', 'other text'],
};

/** A place in a CSV file: its row in words, and its byte offset. */
interface Place {
  readonly place?: string;
  readonly offset: number;
}

/**
 * The table in a file.
 *
 * A name ending in `.npz` is read as NumPy's archive: each array is a column, its first axis the rows, and
 * the other axes its width; two or more of them are the axes of a row, `[time, channels]` or `[height, width, channels]`.
 * Any other file is read as CSV in UTF-8, its first line the names of the columns,
 * separated by commas, tabs, semicolons or bars, which is detected. All its columns are text, and their user
 * decides whether they must be numbers. Both may be packed by gzip. Row numbers without a name, comments
 * above the header and delimiters at the end of lines are left out; decimal commas and commas between
 * thousands become plain numbers.
 *
 * @param bytes the file's contents
 * @param fileName its name in errors
 * @throws FormatError, with the row, counted from 1 below the header, and its first byte, for a file that is
 *   not such a table
 */
export function readTable(bytes: Uint8Array, fileName: string, options: TableOptions = {}): Table {
  if (isGzip(bytes)) return readTable(gunzip(bytes, fileName), fileName.replace(/\.gz$/i, ''), options);
  const isNpz = fileName.toLowerCase().endsWith('.npz');
  return isNpz ? npzTable(bytes, fileName) : csvTable(bytes, fileName, options);
}

/** Whether the first line of a CSV, which should name the columns, looks like a row. */
export function looksLikeRow(bytes: Uint8Array, fileName: string): boolean {
  const table = rowsOf(bytes, fileName);
  return rowForHeader(filledLines(table), table.head) !== undefined;
}

/**
 * The place of a row in a CSV file that {@link readTable} reads; rows are counted from 0 below the header.
 */
export function csvPlace(bytes: Uint8Array, row: number): Required<Place> {
  return placeOf(rowsOf(bytes, 'csv'), row + 1);
}

export const isGzip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

export function gunzip(bytes: Uint8Array, fileName: string): Uint8Array {
  try {
    return inflateUpTo(bytes, LARGEST_TEXT, 'gzip');
  } catch (error) {
    return refuse(fileName, { offset: 0 }, 'a file packed by gzip', (error as Error).message);
  }
}

function npzTable(bytes: Uint8Array, fileName: string): Table {
  return Object.entries(readNpz(bytes, fileName)).map(([name, array]) => {
    const inner = array.shape.slice(1);
    const width = inner.reduce((product, extent) => product * extent, 1);
    if (width === 0) refuse(`${fileName}/${name}.npy`, { offset: 0 }, 'values in each row', 'none');
    return { name, width, values: numbers(array), ...(inner.length > 1 && { axes: inner.slice(0, -1) }) };
  });
}

function numbers({ values }: NpyArray): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/** A text split into rows; `filled` has the indices of the lines that are not empty. */
interface Rows {
  readonly text: string;
  /** Bytes before the text: of a byte order mark. */
  readonly start: number;
  readonly lines: readonly (readonly string[])[];
  readonly filled: readonly number[];
  readonly head: CsvHead;
  readonly delimiter: string;
  readonly errors: readonly ParseError[];
}

function rowsOf(bytes: Uint8Array, fileName: string, header?: boolean): Rows {
  const text = textOf(bytes, fileName);
  const { data: lines, errors, meta } = Papa.parse(text, parseOptions(text));
  const filled = [...lines.keys()].filter(line => isFilled(lines[line]));
  const head = csvHead(
    filled.map(line => lines[line]),
    header,
  );
  const { delimiter } = meta;
  return { text, start: markLength(bytes), lines, filled, head, delimiter, errors };
}

/** Undecided lines are left to the parser, so that the error names the one that is too long. */
function parseOptions(text: string) {
  const delimiter = csvDelimiter(text);
  return delimiter === undefined ? { delimitersToGuess: DELIMITERS } : { delimiter };
}

const filledLines = ({ lines, filled }: Rows) => filled.map(line => lines[line]);

function csvTable(bytes: Uint8Array, fileName: string, { header, onGuess }: TableOptions): Table {
  const table = rowsOf(bytes, fileName, header);
  checkQuotes(table, fileName);
  const lines = filledLines(table);
  const { head } = table;
  if (lines.length === 0) return refuse(fileName, { offset: 0 }, 'a table', 'an empty file');
  const row = header === undefined ? rowForHeader(lines, head) : undefined;
  if (row !== undefined) refuse(fileName, placeOf(table, 0), HEADER_RULE, row);
  const guess = (text: string) => onGuess?.(text);
  head.guesses.forEach(guess);
  const rows = lines.slice(head.first);
  const names = widened(head.names, rows);
  const ragged = rows.findIndex(row => row.length !== names.length);
  if (ragged >= 0) {
    const model = head.header === undefined ? 'the first row' : 'the header';
    const rule = `${names.length} cells as ${model} has`;
    refuse(fileName, placeOf(table, ragged + 1), rule, rows[ragged].length);
  }
  const columns = names.map((name, i) => ({ name, values: rows.map(row => row[i]) }));
  const kept = distinctColumns(dataColumns(columns, guess), guess);
  checkNames(names, kept, fileName, placeOf(table, 0));
  return localColumns(withClassNames(kept, head), table.delimiter, guess).map(column => ({
    ...column,
    width: 1,
  }));
}

const HEADER_RULE =
  'names of columns (or data.header: false, which calls them 0, 1, …; data.header: true if these are names)';

/** R leaves out the name of the row numbers; some programs end rows, but not the header, with a delimiter. */
function widened(names: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const isWider = rows.length > 1 && rows.every(row => row.length === names.length + 1);
  if (!isWider) return names;
  if (rows.every(row => row.at(-1)!.trim() === '')) return [...names, ''];
  return isCounted(rows.map(row => row[0])) ? ['', ...names] : names;
}

function withClassNames(columns: readonly CsvColumn[], { classNames }: CsvHead): readonly CsvColumn[] {
  if (!classNames) return columns;
  return columns.map((column, i) => {
    if (i < columns.length - 1) return column;
    return { ...column, values: column.values.map(value => classNames[Number(value)] ?? value) };
  });
}

function checkQuotes({ text, start, filled, head, errors }: Rows, fileName: string): void {
  // A table of one column has no delimiter, which is no fault.
  const error = errors.find(({ type }) => type === 'Quotes');
  if (!error) return;
  const { row, index, code } = error;
  const before = Math.max(0, filled.filter(line => line < row).length - head.first + 1);
  const offset = start + utf8Length(text.slice(0, index));
  refuse(fileName, { place: rowName(before), offset }, ...QUOTE_RULES[code]);
}

/**
 * The place of a row, the header being row 0. The parser reports the start of a row only if it is stopped
 * before one.
 */
function placeOf({ text, start, filled, head }: Rows, row: number): Required<Place> {
  const place = rowName(row);
  const line = filled[row === 0 ? (head.header ?? 0) : head.first + row - 1] ?? 0;
  if (line === 0) return { place, offset: start };
  const { meta } = Papa.parse(text, { ...parseOptions(text), preview: line, fastMode: false });
  return { place, offset: start + utf8Length(text.slice(0, meta.cursor)) };
}

function refuse(file: string, place: Place, rule: string, got: string | number): never {
  throw new FormatError({ file, ...place, rule, got });
}

/** Whether a line is not empty; a line of delimiters alone is. */
function isFilled(cells: readonly string[]): boolean {
  return cells.some(cell => cell.trim() !== '');
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

function checkNames(
  all: readonly string[],
  kept: readonly CsvColumn[],
  fileName: string,
  header: Place,
): void {
  if (kept.some(({ name }) => name === '')) {
    refuse(fileName, header, `a name for column ${all.indexOf('') + 1}`, 'nothing');
  }
}
