import type { ResultRow } from '@gradscope/sweep';
import { camelName, RESULT_COLUMNS } from 'gradscope';

/** The results of runs, by column: `runId`, `index`, `loss`, `firstGradient`, … */
export type ResultColumns = Readonly<Record<string, (string | number | null)[]>>;

/**
 * Rows of results as columns, which take a third of the space as JSON. NaN and infinity, which JSON lacks,
 * are null.
 */
export async function resultColumns(
  pages: AsyncIterable<readonly ResultRow[]>,
  signal: AbortSignal,
): Promise<ResultColumns> {
  const columns = RESULT_COLUMNS.map(name => ({ name, values: [] as (string | number | null)[] }));
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const row of page) for (const { name, values } of columns) values.push(row[name]);
  }
  return Object.fromEntries(columns.map(({ name, values }) => [camelName(name), values]));
}
