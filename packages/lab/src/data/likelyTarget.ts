import type { ColumnSummary } from '../rows/tableMessages.ts';

/** The usual names of the column to predict, the surest first: y can also be a coordinate. */
const TARGET_NAMES = ['target', 'label', 'class', 'species', 'diagnosis', 'outcome', 'y'];

/** The column to predict, most likely: one of the usual names; or the only one of text; or the last. */
export function likelyTarget(columns: readonly ColumnSummary[]): string {
  const named = TARGET_NAMES.flatMap(name => columns.filter(column => column.name.toLowerCase() === name));
  const texts = columns.filter(({ hasNumbers }) => !hasNumbers);
  const [only, ...others] = texts;
  const text = only && others.length === 0 ? only : undefined;
  return (named[0] ?? text ?? columns.at(-1)!).name;
}
