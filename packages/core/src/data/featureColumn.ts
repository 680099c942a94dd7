import { isHole, isMissing, MISSING_HINT, type MissingSetting } from './missing.ts';
import { type Column, cellError, numberOf, numbersOf, quoted, rowsOf } from './table.ts';

export interface FeatureSettings {
  readonly missing?: MissingSetting;
  /** `onehot`: a text column becomes one column for each of its values. */
  readonly categorical?: 'onehot' | undefined;
}

/**
 * A column as numbers: `values` is row-major `[rows, width]`, with NaN for missing values if they are
 * allowed.
 */
export interface FeatureColumn {
  readonly width: number;
  readonly values: Float64Array;
  /** How it was read, if it is not a plain column of numbers. */
  readonly as: 'numbers' | 'booleans' | 'kinds';
}

/**
 * With more distinct texts than this, at least a tenth of the rows must hold each: otherwise they are names
 * or dates.
 */
export const FEW_KINDS = 20;
const ROWS_A_KIND = 10;

/** Whether there are too many different values in these rows to be categories. */
export function areTooMany(kinds: number, rows: number): boolean {
  return kinds > FEW_KINDS && kinds * ROWS_A_KIND > rows;
}

/**
 * A column of a table as features. True and false become 1 and 0.
 *
 * @throws RangeError for the first cell that is not a finite number, or is missing, with its column, its row
 *   and a hint
 */
export function featureColumn(column: Column, { missing, categorical }: FeatureSettings): FeatureColumn {
  const { values, width } = column;
  if (values instanceof Float64Array) {
    const mayLack = (value: number) => missing !== undefined && Number.isNaN(value);
    const wrong = values.findIndex(value => !Number.isFinite(value) && !mayLack(value));
    if (wrong >= 0) throw cellError(column, wrong, 'a finite number', numberHint(values[wrong]));
    return { width, values, as: 'numbers' };
  }
  const lacks = (text: string) => missing !== undefined && isMissing(text);
  const filled = values.filter(text => !lacks(text));
  if (filled.length > 0 && filled.every(isBoolean)) {
    return {
      width,
      values: Float64Array.from(values, text => (lacks(text) ? Number.NaN : bit(text))),
      as: 'booleans',
    };
  }
  const isNumeric = filled.every(text => isMissing(text) || Number.isFinite(numberOf(text)));
  const hint = filled.some(text => !Number.isNaN(numberOf(text))) ? numberHint : textHint;
  if (!isNumeric && categorical) return kindsOf(column, lacks);
  if (missing === undefined) return { width, values: numbersOf(column, hint), as: 'numbers' };
  const numbers = Float64Array.from(values, text => (lacks(text) ? Number.NaN : numberOf(text)));
  const wrong = values.findIndex((text, i) => !lacks(text) && !Number.isFinite(numbers[i]));
  if (wrong >= 0) throw cellError(column, wrong, 'a finite number', hint(values[wrong]));
  return { width, values: numbers, as: 'numbers' };
}

const isBoolean = (text: string): boolean => /^(true|false)$/i.test(text.trim());
const bit = (text: string): number => (/^true$/i.test(text.trim()) ? 1 : 0);

const DATE = /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}/;

/** A hint for a cell that is not a number, in a column of numbers. */
function numberHint(value: string | number): string {
  return isHole(value) ? MISSING_HINT : '';
}

/** A hint for a cell of a text column. */
function textHint(value: string | number): string {
  if (typeof value === 'number' || isMissing(value)) return numberHint(value);
  if (DATE.test(value.trim())) return 'it looks like a date: list the columns to use in data.features';
  return 'data.categorical: onehot takes text; data.features can leave the column out';
}

/** One column for each text, in ascending order: 1 in the rows that have it and 0 elsewhere. */
function kindsOf(column: Column, lacks: (text: string) => boolean): FeatureColumn {
  const texts = (column.values as readonly string[]).map(text => (lacks(text) ? undefined : text.trim()));
  const hole = texts.findIndex(text => text !== undefined && isMissing(text));
  if (hole >= 0) throw cellError(column, hole, 'text', MISSING_HINT);
  const kinds = [...new Set(texts.filter(text => text !== undefined))].sort((a, b) => (a < b ? -1 : 1));
  if (areTooMany(kinds.length, rowsOf(column))) {
    throw new RangeError(
      `column ${quoted(column.name)}: expected text of at most ${FEW_KINDS} kinds, or 10 rows of each, got ${kinds.length} in ${rowsOf(column)} rows; data.features can leave it out`,
    );
  }
  const place = new Map(kinds.map((kind, i) => [kind, i]));
  const width = kinds.length;
  const values = new Float64Array(texts.length * width);
  for (const [row, text] of texts.entries()) {
    if (text === undefined) values.fill(Number.NaN, row * width, (row + 1) * width);
    else values[row * width + place.get(text)!] = 1;
  }
  return { width, values, as: 'kinds' };
}
