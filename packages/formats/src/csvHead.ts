import { quoted } from './formatError.ts';

/** The interpretation of the first lines of a table. */
export interface CsvHead {
  /** One trimmed name per column; names may be empty or repeated. */
  readonly names: readonly string[];
  /** The line with the names; undefined if there is none. */
  readonly header: number | undefined;
  /** The first line of the rows. */
  readonly first: number;
  /** The guesses that were made, a few words each. */
  readonly guesses: readonly string[];
  /** The class names of the last column's numbers 0, 1, …. */
  readonly classNames?: readonly string[];
}

type Lines = readonly (readonly string[])[];

const NUMBER = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
const isNumber = (cell: string): boolean => NUMBER.test(cell.trim());
const isWhole = (cell: string): boolean => /^\d+$/.test(cell.trim());

/** The names of unnamed columns: 0, 1, …, as in pandas. */
export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

/**
 * Finds the line with the names of a table's columns: the first that is not a comment; or a comment that fits
 * the row below it; or none.
 *
 * @param lines the lines that are not empty
 * @param header whether there are names, if that is known
 */
export function csvHead(lines: Lines, header?: boolean): CsvHead {
  const found = lines.findIndex(line => !/^\s*(#|sep=)/i.test(line[0]));
  const start = found < 0 ? lines.length : found;
  const skipped = start > 0 ? [`${start === 1 ? 'a line' : `${start} lines`} of comment skipped`] : [];
  const commented = header === false ? undefined : commentedNames(lines, start);
  if (commented) {
    return {
      names: commented,
      header: start - 1,
      first: start,
      guesses: ['names of columns taken from a comment'],
    };
  }
  const width = lines[start]?.length ?? 0;
  if (header === false)
    return { names: numberedNames(width), header: undefined, first: start, guesses: skipped };
  const sized = header === undefined ? sizedHead(lines, start) : undefined;
  if (sized) return sized;
  const names = (lines[start] ?? []).map(name => name.trim());
  return { names, header: start, first: start + 1, guesses: skipped };
}

/**
 * The names in the last comment above the first row, as written by bioinformatics tools and NumPy's
 * `savetxt`.
 */
function commentedNames(lines: Lines, start: number): string[] | undefined {
  const [comment, row] = [lines[start - 1], lines[start]];
  if (!comment || !row || comment.length !== row.length || !row.some(isNumber)) return undefined;
  const names = comment.map((cell, i) => (i === 0 ? cell.replace(/^\s*#+/, '') : cell).trim());
  return names.length > 1 && names.every(name => name !== '' && !isNumber(name)) ? names : undefined;
}

/** scikit-learn's own files begin with how many rows and features there are, and the names of the classes. */
function sizedHead(lines: Lines, start: number): CsvHead | undefined {
  const [rows, features, ...classNames] = (lines[start] ?? []).map(cell => cell.trim());
  if (rows === undefined || features === undefined || classNames.length === 0) return undefined;
  const width = lines[start + 1]?.length;
  const fits =
    isWhole(rows) &&
    isWhole(features) &&
    Number(rows) === lines.length - start - 1 &&
    Number(features) + 1 === width;
  if (!fits) return undefined;
  const names = [...numberedNames(Number(features)), 'target'];
  const guess = `the first line says ${rows} rows, ${features} features and the classes ${classNames.join(', ')}, so the columns are called 0 to ${Number(features) - 1} and target`;
  return { names, header: start, first: start + 1, guesses: [guess], classNames };
}

/**
 * Why the names of a table look like one of its rows, as the "got" part of an error; undefined if they do
 * not. Names may be numbers counted from 0 or 1, as pandas writes them.
 */
export function rowForHeader(lines: Lines, { header, first }: CsvHead): string | undefined {
  const cells = header === undefined ? undefined : lines[header]?.map(cell => cell.trim());
  if (!cells || first - 1 !== header || !cells.some(isNumber)) return undefined;
  const isCounted = cells.every((cell, i) => cell === String(i) || cell === String(i + 1));
  if (isCounted) return undefined;
  const isRow =
    cells.every(isNumber) ||
    cells.some(cell => isNumber(cell) && !isWhole(cell)) ||
    cells.some((cell, i) => !isNumber(cell) && isRepeated(cell, i, lines.slice(first)));
  return isRow ? `what looks like a row, ${quoted(cells.join(', '))}` : undefined;
}

function isRepeated(cell: string, column: number, rows: Lines): boolean {
  return cell !== '' && rows.some(row => row[column]?.trim() === cell);
}
