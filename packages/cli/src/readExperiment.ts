import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FormatError, parseExperimentText, readAnyTable, type TableOptions } from '@gradscope/formats';
import {
  type Experiment,
  ExperimentError,
  parseExperiment,
  prepare,
  shownText,
  type Table,
  tableGuesses,
} from 'gradscope';
import { CliError } from './cliError.ts';
import { experimentFault } from './experimentFault.ts';
import { shellPath } from './output/shellWord.ts';
import { shownPath } from './output/shownPath.ts';
import { systemErrorText } from './systemError.ts';
import { printError } from './terminal/print.ts';

/** More than any experiment has. Larger or endless files, such as `/dev/zero`, are not read to their end. */
const MOST_BYTES = 2 ** 22;
const MOST_TABLE_BYTES = 2 ** 29;

/** Means standard input in place of a file. */
export const STANDARD_INPUT = '-';

/** The name of an experiment file in a message. */
export const shownFile = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : file);

/** An experiment, and the table that its data names. */
export interface ReadExperiment {
  readonly experiment: Experiment;
  /** The contents of the file. */
  readonly text: string;
  readonly table: Table | undefined;
  /** The guesses made about the table, in one line; undefined without a table. */
  readonly guess: string | undefined;
}

/**
 * The experiment in a YAML or JSON file, its defaults filled in, with the table that it names, whose path is
 * relative to the experiment's folder.
 *
 * @param file `-` reads standard input; paths are then relative to the working folder
 * @param steps replaces the file's `training.steps`
 * @throws CliError `file:line:column: path: expected <rule>, got <value>`, one line for each fault, for a
 *   file that cannot
 *   be read or an invalid experiment
 */
export async function readExperiment(file: string, steps?: number): Promise<ReadExperiment> {
  const name = shownFile(file);
  const text = await readText(file);
  try {
    const document = parseExperimentText(text, name);
    refuseRecord(document, file);
    refuseSweep(document, file);
    const experiment = parseExperiment(withSteps(document, steps));
    const { data } = experiment;
    if (data.kind !== 'table') return { experiment, text, table: undefined, guess: undefined };
    const guesses: string[] = [];
    const onGuess = (guess: string) => guesses.push(guess);
    const table = await readTableFile(resolve(dirname(file), data.file), { header: data.header, onGuess });
    // Whether the table's rows fit the experiment is checked before anything is trained or written.
    prepare(experiment, table);
    const guess = guessLine(data.file, [...guesses, ...tableGuesses(table, data)]);
    return { experiment, text, table, guess };
  } catch (error) {
    if (error instanceof ExperimentError) throw experimentFault(name, text, error);
    if (error instanceof FormatError) throw new CliError(error.message);
    throw error;
  }
}

/** `run.json` contains an experiment, but is not one: paths in it are relative to another folder. */
function refuseRecord(document: unknown, file: string): void {
  if (!isMapping(document) || !('gradscope' in document && 'experiment' in document)) return;
  const hint = `gradscope export ${shellPath(dirname(file))} --to yaml writes its experiment`;
  throw new CliError(`${file}: expected an experiment, got what gradscope train wrote of a run: ${hint}`);
}

function refuseSweep(document: unknown, file: string): void {
  if (!isMapping(document) || !('sweep' in document)) return;
  throw new CliError(
    `${file}: expected one experiment, got a sweep of many: gradscope sweep ${shellPath(file)} runs them`,
  );
}

async function readTableFile(path: string, options: TableOptions): Promise<Table> {
  return readAnyTable(await readTableBytes(path), shownPath(path), options);
}

/** Prints the guesses made about a table, in one line on standard error, and returns the line. */
export function guessLine(file: string, guesses: readonly string[]): string | undefined {
  if (guesses.length === 0) return undefined;
  const line = `${file}: ${guesses.join('; ')}.`;
  printError(`${shownText(line)}\n`);
  return line;
}

/** The contents of a table's file. Throws CliError if it cannot be read. */
export function readTableBytes(path: string): Promise<Buffer> {
  return readBytes(path, shownPath(path), 'a table', MOST_TABLE_BYTES);
}

/** The text of an experiment file, or of standard input for `-`. Throws CliError if it cannot be read. */
export async function readText(file: string): Promise<string> {
  const name = shownFile(file);
  const bytes = await readBytes(file, name, 'an experiment file', MOST_BYTES);
  if (!isUtf8(bytes)) throw new CliError(`${name}: expected text in UTF-8, got other bytes`);
  return bytes.toString('utf8');
}

async function readBytes(path: string, name: string, what: string, most: number): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes =
      path === STANDARD_INPUT ? await inputUpTo(most) : await buffer(createReadStream(path, { end: most }));
  } catch (error) {
    throw new CliError(`${name}: expected ${what}, got ${systemErrorText(error)}`);
  }
  if (bytes.length > most) throw new CliError(`${name}: expected ${what} of at most ${most} bytes, got more`);
  return bytes;
}

/** Standard input, up to one byte beyond `most`. */
async function inputUpTo(most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}

/** Applied before the check, so that the check of memory covers the requested steps. */
function withSteps(document: unknown, steps: number | undefined): unknown {
  if (steps === undefined || !isMapping(document) || !isMapping(document.training)) return document;
  return { ...document, training: { ...document.training, steps } };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
