import { isHole, MISSING_HINT, type MissingSetting } from './missing.ts';
import { type Column, cellError, contentOf, numbersOf, quoted } from './table.ts';

/** The most classes that any data may have. */
export const MOST_CLASSES = 1000;

/**
 * The class of each row, −1 if a missing label is allowed, and the names of the classes, in ascending order.
 */
export interface Labels {
  readonly y: Int32Array;
  readonly classNames: readonly string[];
}

/**
 * Turns a column's distinct values into classes, in ascending order: numbers by size, text by its UTF-16 code
 * units, without surrounding spaces.
 *
 * @param missing whether rows may lack a label
 * @throws RangeError if a label is empty or not finite, or there are more than 1000 of them
 *
 * Source: the order is that of scikit-learn's `LabelEncoder`.
 */
export function labelsOf(column: Column, missing?: MissingSetting): Labels {
  const holes = missing === undefined ? [] : holesOf(column);
  const filled = holes.length === 0 ? column : withoutRows(column, new Set(holes));
  const { y, classNames } = filledLabels(filled);
  if (holes.length === 0) return { y, classNames };
  const all = new Int32Array(column.values.length).fill(-1);
  const rows = [...all.keys()].filter(row => !isHole(column.values[row]));
  for (const [i, row] of rows.entries()) all[row] = y[i];
  return { y: all, classNames };
}

const holesOf = ({ values }: Column): number[] => [...values.keys()].filter(row => isHole(values[row]));

/** The column without these rows; the column must be one wide. */
export function withoutRows(column: Column, rows: ReadonlySet<number>): Column {
  const keep = (_: string | number, row: number) => !rows.has(row);
  const { values } = column;
  return { ...column, values: values instanceof Float64Array ? values.filter(keep) : values.filter(keep) };
}

/** The kind of the column's values, ignoring missing ones. */
export function contentWithoutHoles(column: Column): ReturnType<typeof contentOf> {
  return contentOf(withoutRows(column, new Set(holesOf(column))));
}

function filledLabels(column: Column): Labels {
  const labels: readonly (string | number)[] = isNumeric(column)
    ? Array.from(numbersOf(column))
    : textLabels(column);
  const distinct = [...new Set(labels)].sort((a, b) => (a < b ? -1 : 1));
  if (distinct.length > MOST_CLASSES) {
    throw new RangeError(
      `column ${quoted(column.name)}: expected at most ${MOST_CLASSES} classes, got ${distinct.length}; task: regression takes them as numbers`,
    );
  }
  const numbers = new Map(distinct.map((label, i) => [label, i]));
  return { y: Int32Array.from(labels, label => numbers.get(label)!), classNames: distinct.map(String) };
}

function isNumeric(column: Column): boolean {
  const content = contentOf(column);
  return column.values instanceof Float64Array || content === 'whole' || content === 'numbers';
}

function textLabels(column: Column): string[] {
  const labels = (column.values as readonly string[]).map(text => text.trim());
  const hole = labels.indexOf('');
  if (hole >= 0) throw cellError(column, hole, 'a label', MISSING_HINT);
  return labels;
}
