import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { OpenTables, ResultRow, SweepStatus } from '@gradscope/sweep';
import { expandSweep, type SweepAxis, shownLines } from 'gradscope';
import { CliError } from '../cliError.ts';
import { listenForInterruption } from '../interruption.ts';
import { shownPath } from '../output/shownPath.ts';
import { writePieces } from '../output/writeWhole.ts';
import { print, printData } from '../terminal/print.ts';
import { cellsOf, columnNames, csvLine, parquetFields, parquetValues } from './resultTable.ts';
import { statusJson } from './sweepText.ts';

const INTERRUPTED = 130;

export interface ResultSettings {
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * Writes the finished runs of a sweep: CSV to standard output, or CSV or Parquet to a file, or JSON. It holds
 * one page of them at a time.
 *
 * @param quit ends the process at once; called on a second Ctrl-C
 * @throws CliError if the file cannot be written, or on Ctrl-C; an existing file then stays as it was
 */
export async function writeResults(
  database: OpenTables,
  status: SweepStatus,
  { out, json }: ResultSettings,
  quit: () => void,
): Promise<void> {
  const { documentOf, resultsOf } = await import('@gradscope/sweep');
  const document = await documentOf(database, status.sweepId);
  const { axes } = expandSweep(document);
  const pages = resultsOf(database, status.sweepId);
  if (json) return writeJson(status, document, pages);
  if (out !== undefined) return writeFile(out, axes, pages, status, quit);
  for await (const text of csvTexts(pages, axes)) await printData(text);
}

async function writeFile(
  out: string,
  axes: readonly SweepAxis[],
  pages: Pages,
  { total }: SweepStatus,
  quit: () => void,
): Promise<void> {
  const { signal, dispose } = listenForInterruption(quit);
  let runs = 0;
  const counted = async function* () {
    for await (const page of pages) {
      // A folder is read without a turn of the event loop, and signals come in one.
      await setImmediate();
      if (signal.aborted) throw new CliError(`${shownPath(out)}: interrupted, and not written`, INTERRUPTED);
      runs += page.length;
      yield page;
    }
  };
  try {
    const write = extname(out) === '.parquet' ? parquetPieces : csvTexts;
    await writePieces(out, write(counted(), axes));
  } finally {
    dispose();
  }
  print(`${shownPath(out)}: ${runs} runs of ${total}\n`);
}

/** Refuses a file of another kind before the store is opened. */
export function checkOut(out: string | undefined): void {
  if (out === undefined || ['.csv', '.parquet'].includes(extname(out))) return;
  throw new CliError(`--out: expected a file that ends in .csv or .parquet, got ${JSON.stringify(out)}`);
}

type Pages = AsyncIterable<readonly ResultRow[]>;

async function* csvTexts(pages: Pages, axes: readonly SweepAxis[]): AsyncGenerator<string> {
  const names = axes.map(({ name }) => name);
  yield csvLine(columnNames(names));
  for await (const page of pages) yield page.map(row => csvLine(cellsOf(row, names))).join('');
}

/** A row group for each page. */
async function* parquetPieces(pages: Pages, axes: readonly SweepAxis[]): AsyncGenerator<Uint8Array> {
  const { writeParquetGroups } = await import('@gradscope/formats');
  const names = axes.map(({ name }) => name);
  const fields = parquetFields(axes);
  const groups = async function* () {
    for await (const page of pages)
      yield parquetValues(
        fields,
        page.map(row => cellsOf(row, names)),
      );
  };
  yield* writeParquetGroups(fields, groups());
}

/** NaN and infinity, which JSON lacks, are null. */
async function writeJson(status: SweepStatus, document: unknown, pages: Pages): Promise<void> {
  await printJsonPart(
    `{"sweep":${JSON.stringify(statusJson(status))},"document":${JSON.stringify(document)},"runs":[`,
  );
  let separator = '\n';
  for await (const page of pages) {
    for (const row of page) {
      await printJsonPart(`${separator}${JSON.stringify(row)}`);
      separator = ',\n';
    }
  }
  await printData('\n]}\n');
}

/** A reader of JSON undoes the escapes. */
const printJsonPart = (text: string): Promise<void> => printData(shownLines(text));
