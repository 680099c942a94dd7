import { quoted } from './formatError.ts';
import { type NumberStyle, numberStyle, plainNumber } from './localNumbers.ts';

/** A column of text. */
export interface CsvColumn {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * The columns that hold data: without the row numbers that pandas and R write first, and without the empty
 * column behind a delimiter at the end of each line.
 *
 * @param guess receives a description of the columns left out
 */
export function dataColumns(columns: readonly CsvColumn[], guess: (text: string) => void): CsvColumn[] {
  return columns.filter(({ name, values }, i) => {
    if (columns.length < 2) return true;
    if (name === '' && i === columns.length - 1 && values.every(value => value.trim() === '')) {
      guess('the delimiter at the end of each line ignored');
      return false;
    }
    const isIndex = i === 0 && (name === '' || /^Unnamed: \d+$/.test(name)) && isCounted(values);
    if (isIndex) guess('the column without a name, which counts the rows, left out');
    return !isIndex;
  });
}

/**
 * The columns, each with a name of its own: of several that are called `a` the later ones become `a.1`, `a.2`, as in pandas.
 *
 * @param guess receives the new names
 */
export function distinctColumns(
  columns: readonly CsvColumn[],
  guess: (text: string) => void,
): readonly CsvColumn[] {
  const taken = new Set(columns.map(({ name }) => name));
  if (taken.size === columns.length) return columns;
  const counts = new Map<string, number>();
  const renamed: string[] = [];
  const distinct = columns.map(column => {
    const { name } = column;
    // A column without a name is refused later.
    let count = name === '' ? 0 : (counts.get(name) ?? 0);
    while (count > 0 && taken.has(`${name}.${count}`)) count++;
    counts.set(name, count + 1);
    if (count === 0) return column;
    const own = `${name}.${count}`;
    taken.add(own);
    renamed.push(`${quoted(name)} called ${quoted(own)}`);
    return { ...column, name: own };
  });
  if (renamed.length > 0) guess(`names come more than once: another ${listText(renamed)}`);
  return distinct;
}

/** Whether the cells count up from a whole number. */
export function isCounted(values: readonly string[]): boolean {
  if (values.length === 0 || !/^\d{1,15}$/.test(values[0].trim())) return false;
  const start = Number(values[0]);
  return values.every((value, i) => value.trim() === String(start + i));
}

/** The columns with numbers in JavaScript's form: a decimal point, and nothing between thousands. */
export function localColumns(
  columns: readonly CsvColumn[],
  delimiter: string,
  guess: (text: string) => void,
): CsvColumn[] {
  const styles = columns.map(({ values }) => numberStyle(values, delimiter === ','));
  for (const style of ['decimal commas', 'commas between thousands'] as const) {
    const names = columns.filter((_, i) => styles[i] === style).map(({ name }) => name);
    if (names.length > 0) guess(`${style} read in ${listText(names)}`);
  }
  return columns.map((column, i) => styled(column, styles[i]));
}

function styled(column: CsvColumn, style: NumberStyle | undefined): CsvColumn {
  if (!style) return column;
  return { ...column, values: column.values.map(value => plainNumber(value, style)) };
}

const MOST_NAMES = 5;

function listText(names: readonly string[]): string {
  return names.length > MOST_NAMES ? `${names.length} columns` : names.join(', ');
}
