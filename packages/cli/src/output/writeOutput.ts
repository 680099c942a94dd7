import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { runArrays, writeNpz } from '@gradscope/formats';
import type { Figure } from '../figures/figure.ts';
import type { Outcome } from '../outcome.ts';
import { runRecord } from './runRecord.ts';
import { writeFigures } from './writeFigures.ts';
import { writeWhole } from './writeWhole.ts';

/** The paths of all files. */
export interface OutputFiles {
  readonly folder: string;
  readonly record: string;
  /** By network. */
  readonly arrays: Readonly<Record<string, string>>;
  readonly figures: readonly string[];
  /** Null if there is none. */
  readonly report: string | null;
}

/** The written files, and those missing because drawing was interrupted. */
export interface WrittenOutput {
  readonly files: OutputFiles;
  /** The names of the figures left out. */
  readonly leftOut: readonly string[];
  readonly isReportLeftOut: boolean;
}

/** The paths of all output files in `folder`. */
export function outputFiles(folder: string, { runs }: Outcome, figures: readonly Figure[]): OutputFiles {
  return {
    folder,
    record: join(folder, 'run.json'),
    arrays: Object.fromEntries(runs.map(({ name }) => [name, join(folder, `${name}.npz`)])),
    figures: figures.flatMap(({ name }) =>
      ['svg', 'png'].map(type => join(folder, 'figures', `${name}.${type}`)),
    ),
    report: join(folder, 'report.html'),
  };
}

export interface WriteOptions {
  /** Makes the report; rejects when the signal is aborted. */
  readonly report: () => Promise<string>;
  /** When aborted, what is not drawn yet is left out. */
  readonly signal: AbortSignal;
  /**
   * The outputs to draw. The rest is removed if an earlier run left it there, because it would pass for this
   * run's.
   */
  readonly drawn: { readonly figures: boolean; readonly report: boolean };
  /** Called before each file, with its path. */
  readonly onFile: (path: string) => void;
  /** Receives one line about each thing that could not be drawn. */
  readonly note: (line: string) => void;
}

/**
 * Writes irreplaceable data first, so that most is saved if the disk fills up. Between files it yields to
 * signals.
 *
 * @returns the paths of all files, without the pictures that could not be drawn
 * @throws CliError that names the first file that could not be written
 */
export async function writeOutput(
  files: OutputFiles,
  outcome: Outcome,
  figures: readonly Figure[],
  { report, drawn, onFile, note, signal }: WriteOptions,
): Promise<WrittenOutput> {
  const write = async (path: string, content: () => string | Uint8Array) => {
    await setImmediate();
    onFile(path);
    writeWhole(path, content());
  };
  for (const run of outcome.runs) {
    await write(files.arrays[run.name], () => writeNpz(runArrays(outcome.data, run)));
  }
  await write(files.record, () => `${JSON.stringify(runRecord(outcome), null, 2)}\n`);
  const path = files.report!;
  const { missing, leftOut } = drawn.figures
    ? await writeFigures(files.folder, figures, { write, note, signal })
    : { missing: files.figures, leftOut: [] };
  onFile(path);
  const page = drawn.report ? await unlessAborted(report, signal) : undefined;
  if (page !== undefined) await write(path, () => page);
  for (const left of [...missing, ...(page === undefined ? [path] : [])]) rmSync(left, { force: true });
  return {
    files: {
      ...files,
      figures: files.figures.filter(path => !missing.includes(path)),
      report: page === undefined ? null : path,
    },
    leftOut,
    isReportLeftOut: drawn.report && page === undefined,
  };
}

async function unlessAborted<T>(make: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
