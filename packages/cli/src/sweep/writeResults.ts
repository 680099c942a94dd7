import { once } from 'node:events';
import { extname } from 'node:path';
import type { Database, ResultRow, SweepStatus } from '@gradscope/sweep';
import { expandSweep } from 'gradscope';
import { CliError } from '../cliError.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { type Cell, cellsOf, columnNames, csvLine, parquetColumns } from './resultTable.ts';
import { statusJson } from './sweepText.ts';

export interface ResultSettings {
  readonly out?: string;
  readonly json?: boolean;
}

/** Writes the finished runs of a sweep: CSV to standard output, or CSV or Parquet to a file, or JSON. */
export async function writeResults(
  database: Database,
  status: SweepStatus,
  { out, json }: ResultSettings,
): Promise<void> {
  const { documentOf, resultsOf } = await import('@gradscope/sweep');
  const document = await documentOf(database, status.sweepId);
  const axes = expandSweep(document).axes.map(({ name }) => name);
  const pages = resultsOf(database, status.sweepId);
  if (json) return writeJson(status, document, pages);
  if (out === undefined) return writeCsv(pages, axes);
  writeWhole(out, extname(out) === '.parquet' ? await parquetOf(pages, axes) : await csvOf(pages, axes));
  process.stdout.write(`${shownPath(out)}: ${status.done} runs of ${status.total}\n`);
}

/** Refuses a file of another kind before the store is opened. */
export function checkOut(out: string | undefined): void {
  if (out === undefined || ['.csv', '.parquet'].includes(extname(out))) return;
  throw new CliError(`--out: expected a file that ends in .csv or .parquet, got ${JSON.stringify(out)}`);
}

type Pages = AsyncIterable<readonly ResultRow[]>;

async function writeCsv(pages: Pages, axes: readonly string[]): Promise<void> {
  await print(csvLine(columnNames(axes)));
  for await (const page of pages) await print(page.map(row => csvLine(cellsOf(row, axes))).join(''));
}

async function csvOf(pages: Pages, axes: readonly string[]): Promise<Buffer> {
  const parts = [Buffer.from(csvLine(columnNames(axes)))];
  for await (const page of pages)
    parts.push(Buffer.from(page.map(row => csvLine(cellsOf(row, axes))).join('')));
  return Buffer.concat(parts);
}

/** Only the columns are held in memory, not the rows. */
async function parquetOf(pages: Pages, axes: readonly string[]): Promise<Uint8Array> {
  const { writeParquet } = await import('@gradscope/formats');
  const names = columnNames(axes);
  const columns: Cell[][] = names.map(() => []);
  for await (const page of pages)
    for (const row of page) for (const [i, cell] of cellsOf(row, axes).entries()) columns[i]!.push(cell);
  return writeParquet(parquetColumns(names, columns));
}

/** JSON has neither NaN nor infinity: they are null there. */
async function writeJson(status: SweepStatus, document: unknown, pages: Pages): Promise<void> {
  await print(
    `{"sweep":${JSON.stringify(statusJson(status))},"document":${JSON.stringify(document)},"runs":[`,
  );
  let separator = '\n';
  for await (const page of pages) {
    for (const row of page) {
      await print(`${separator}${JSON.stringify(row)}`);
      separator = ',\n';
    }
  }
  await print('\n]}\n');
}

/** Waits where the reader is slower: a million lines would else wait in memory. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
