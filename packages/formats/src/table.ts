import type { Table } from 'gradscope';
import Papa from 'papaparse';
import { FormatError, quoted } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { readNpz } from './npz.ts';
import { decodeUtf8 } from './utf8.ts';

/** More than a network here could learn from, and near what a string can hold. */
const LARGEST_TEXT = 2 ** 28;
const DELIMITERS = [',', '\t', ';', '|'];
const QUOTE_RULES: Readonly<Record<string, readonly [rule: string, got: string]>> = {
  MissingQuotes: ['a closing quote', 'none'],
  InvalidQuotes: ['a delimiter after the closing quote', 'other text'],
};

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
 * @throws FormatError, with the row, counted from 1 below the header, for a file that is no such table
 */
export function readTable(bytes: Uint8Array, fileName: string): Table {
  return fileName.toLowerCase().endsWith('.npz') ? npzTable(bytes, fileName) : csvTable(bytes, fileName);
}

function npzTable(bytes: Uint8Array, fileName: string): Table {
  return Object.entries(readNpz(bytes, fileName)).map(([name, array]) => {
    const width = array.shape.slice(1).reduce((product, extent) => product * extent, 1);
    if (width === 0) refuse(fileName, `array ${quoted(name)}`, 'values in each row', 'none');
    return { name, width, values: numbers(array) };
  });
}

function numbers({ values }: NpyArray): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function csvTable(bytes: Uint8Array, fileName: string): Table {
  const { data, errors } = Papa.parse(textOf(bytes, fileName), { delimitersToGuess: DELIMITERS });
  // That no delimiter is found is no fault of a table of one column.
  const error = errors.find(({ type }) => type === 'Quotes');
  if (error) {
    const place = rowName(data.slice(0, error.row).filter(isFilled).length);
    refuse(fileName, place, ...QUOTE_RULES[error.code]!);
  }
  const [header, ...rows] = data.filter(isFilled);
  if (!header) return refuse(fileName, undefined, 'a table', 'an empty file');
  const names = header.map(name => name.trim());
  checkNames(names, fileName);
  const ragged = rows.findIndex(row => row.length !== names.length);
  if (ragged >= 0) {
    const rule = `${names.length} cells as the header has`;
    refuse(fileName, rowName(ragged + 1), rule, rows[ragged]!.length);
  }
  return names.map((name, i) => ({ name, width: 1, values: rows.map(row => row[i]!) }));
}

function refuse(file: string, place: string | undefined, rule: string, got: string | number): never {
  throw new FormatError({ file, ...(place !== undefined && { place }), rule, got });
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
    refuse(fileName, undefined, `at most ${LARGEST_TEXT} bytes`, bytes.length);
  }
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, '');
  if (text !== undefined && !text.includes('\0')) return text;
  return refuse(fileName, undefined, 'text in UTF-8', 'other bytes');
}

function checkNames(names: readonly string[], fileName: string): void {
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '') refuse(fileName, 'header', `a name for column ${i + 1}`, 'nothing');
    if (seen.has(name)) refuse(fileName, 'header', 'each name once', `${quoted(name)} twice`);
    seen.add(name);
  }
}
