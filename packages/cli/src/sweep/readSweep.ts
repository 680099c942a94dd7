import { dirname, resolve } from 'node:path';
import { FormatError, parseExperimentText, readAnyTable } from '@gradscope/formats';
import type { TableFile } from '@gradscope/sweep';
import {
  ExperimentError,
  expandSweep,
  prepare,
  type Sweep,
  sweepComplaint,
  type Table,
  tableGuesses,
} from 'gradscope';
import { CliError } from '../cliError.ts';
import { experimentFault } from '../experimentFault.ts';
import { guessLine, readTableBytes, readText, shownFile } from '../readExperiment.ts';

/** A valid sweep file. */
export interface ReadSweep {
  readonly document: unknown;
  readonly sweep: Sweep;
  /** The table of its data, if it is one: its file, and its contents. */
  readonly tableFile: TableFile | undefined;
  readonly table: Table | undefined;
}

/** The settings that determine how the table's file is read. */
const TABLE_PATHS = ['data', 'data.kind', 'data.file', 'data.header'];

/**
 * Reads a sweep file, and checks its runs.
 *
 * @throws CliError `file: path: expected <rule>, got <value>` for a file that cannot be read, or a run that cannot be
 */
export async function readSweep(file: string): Promise<ReadSweep> {
  const name = shownFile(file);
  const text = await readText(file);
  try {
    const document = parseExperimentText(text, name);
    const sweep = expandSweep(document);
    const complaint = sweepComplaint(sweep);
    if (complaint) throw new ExperimentError(complaint);
    return { document, sweep, ...(await readTableOf(sweep, file)) };
  } catch (error) {
    if (error instanceof ExperimentError) throw experimentFault(name, text, error);
    if (error instanceof FormatError) throw new CliError(error.message);
    throw error;
  }
}

async function readTableOf(sweep: Sweep, file: string): Promise<Pick<ReadSweep, 'table' | 'tableFile'>> {
  const experiment = sweep.experimentAt(0);
  const { data } = experiment;
  if (data.kind !== 'table') return { table: undefined, tableFile: undefined };
  const other = sweep.axes.findIndex(({ path }) => TABLE_PATHS.includes(path));
  if (other >= 0) {
    const got = JSON.stringify(sweep.axes[other].path);
    throw new ExperimentError(
      `sweep.axes[${other}].path: expected another key, since all runs of a sweep read one table, got ${got}`,
    );
  }
  const bytes = await readTableBytes(resolve(dirname(file), data.file));
  const guesses: string[] = [];
  const onGuess = (guess: string) => guesses.push(guess);
  const table = await readAnyTable(bytes, data.file, { header: data.header, onGuess });
  // Whether the table's rows fit the experiment is checked before anything is trained or written.
  prepare(experiment, table);
  guessLine(data.file, [...guesses, ...tableGuesses(table, data)]);
  return { table, tableFile: { name: data.file, file: bytes } };
}
