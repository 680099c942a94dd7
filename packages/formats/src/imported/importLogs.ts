import { type ByteSource, bytesOf } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { readNpz } from '../npz.ts';
import { readSafetensors } from '../safetensors.ts';
import { LARGEST_TEXT, readTable } from '../table.ts';
import { readArrayLog } from './arrayLog.ts';
import { refuseCheckpoint, torchNames } from './checkpoint.ts';
import { readCsvLog } from './csvLog.ts';
import { EventLog } from './eventLog.ts';
import { isLogOf } from './isLogOf.ts';
import { jsonLogIn, readJsonRows, refuseJson } from './jsonLog.ts';
import { readJsonlLog } from './jsonlLog.ts';
import type { ImportedLog, ImportOptions, LogBuilder } from './logBuilder.ts';
import { runLogs } from './runLogs.ts';

/** A file that may be a log. */
export interface LogFile {
  /** Its path relative to the user's choice, with `/`; runs are named after it. */
  readonly path: string;
  /** Returns its bytes from the beginning; called once. */
  readonly read: () => ByteSource | Promise<ByteSource>;
}

export interface ImportedLogs {
  readonly logs: readonly ImportedLog[];
  /** Files of kinds that are not read. */
  readonly others: readonly string[];
  /** Reasons why some parts could not be read, one sentence each; the rest was read. */
  readonly problems: readonly string[];
}

type Kind = 'events' | 'jsonl' | 'json' | 'csv' | 'text' | 'npz' | 'safetensors' | 'checkpoint';

/** The first that fits counts: an exported `events.out.tfevents.1.csv` is CSV. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/\.(?:jsonl|ndjson)$/i, 'jsonl'],
  [/\.json$/i, 'json'],
  [/\.(?:csv|tsv)$/i, 'csv'],
  [/\.npz$/i, 'npz'],
  [/\.safetensors$/i, 'safetensors'],
  [/(?:^|[/.])[^/]*tfevents[^/]*$/i, 'events'],
  [/\.log$/i, 'text'],
  [/\.(?:pt|pth|ckpt|h5|hdf5|keras)$/i, 'checkpoint'],
];

/** A file of arrays is held whole. */
const LARGEST_ARCHIVE = 2 ** 32 - 1;

/** The kind of a log, by its file's name; undefined for other files. */
export const kindOf = (path: string): Kind | undefined => KINDS.find(([pattern]) => pattern.test(path))?.[1];

/**
 * Whether a file name is that of a log that {@link importLogs} reads, or of a checkpoint, which it refuses
 * with advice. A `.json` may be anything: {@link isLogJson} looks at its contents.
 */
export const isLogName = (path: string): boolean => !['json', undefined].includes(kindOf(path));

/** Whether a `.json` holds a log, not an experiment or settings. */
export const isLogJson = (bytes: Uint8Array): boolean => jsonLogIn(bytes) !== undefined;

/**
 * Reads logs of other programs: each file of JSON lines, CSV or arrays is a run; TensorBoard's event files in
 * one folder together are one run, and so are files of arrays of one step each.
 *
 * @param files in the desired order of the runs
 * @throws FormatError if there is one file, and it cannot be read
 */
export async function importLogs(
  files: readonly LogFile[],
  options: ImportOptions = {},
): Promise<ImportedLogs> {
  const { logOf, finish } = runLogs(options);
  const others: string[] = [];
  const problems: string[] = [];
  const names = runNames(files.map(({ path }) => path));
  for (const [i, file] of files.entries()) {
    const kind = kindOf(file.path);
    // A checkpoint among other files is ignored.
    if (!kind || (kind === 'checkpoint' && files.length > 1)) {
      others.push(file.path);
      continue;
    }
    try {
      const left = await readFile(file, { kind, name: names[i], key: `${i}`, logOf });
      if (left === 'no log' && files.length > 1) others.push(file.path);
      else if (left === 'no log') refuseContent(file.path, kind);
      else problems.push(...left);
    } catch (error) {
      if (!(error instanceof FormatError) || files.length === 1) throw error;
      problems.push(error.message);
    }
  }
  const logs = finish(problems);
  return { logs, others, problems };
}

/** Each file's path without its ending, unless only the endings differ. */
function runNames(paths: readonly string[]): string[] {
  const bare = paths.map(path => path.replace(/\.[^./]+$/, ''));
  const counts = new Map<string, number>();
  for (const path of new Set(paths)) {
    const name = path.replace(/\.[^./]+$/, '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return paths.map((path, i) => (counts.get(bare[i])! > 1 ? path : bare[i]));
}

interface Target {
  readonly kind: Kind;
  readonly name: string;
  /** Identifies the file. */
  readonly key: string;
  readonly logOf: (source: string, name: string) => LogBuilder;
}

/** Adds a file's contents to the log of its run. @returns what was left out, a sentence each */
async function readFile(file: LogFile, target: Target): Promise<string[] | 'no log'> {
  const { path } = file;
  const { kind, name, key, logOf } = target;
  const source = await file.read();
  if (kind === 'events') {
    const events = new EventLog(path, folderLog(path, 'events', logOf));
    await events.read(source);
    return events.problems();
  }
  if (kind === 'checkpoint') return refuseCheckpoint(path, await torchNames(source));
  if (kind === 'jsonl') {
    await readJsonlLog(source, path, logOf(key, name));
    return [];
  }
  if (kind === 'csv' || kind === 'json' || kind === 'text') {
    return readText(await bytesOf(source, path, LARGEST_TEXT), path, target);
  }
  const { arrays, step } = arraysOf(await bytesOf(source, path, LARGEST_ARCHIVE), kind, path);
  const isStacked = arrays.step !== undefined;
  const log = isStacked ? logOf(key, name) : folderLog(path, name, logOf);
  log.isInOrder = false;
  log.arrayFile = path;
  readArrayLog(arrays, path, step ?? numberIn(name), log);
  return [];
}

/** The log of all event files, or of all files of one step each, in a folder. */
export const folderLog = (path: string, other: string, logOf: Target['logOf']): LogBuilder => {
  const folder = folderOf(path, other);
  return logOf(`${folder}/`, folder);
};

async function readText(bytes: Uint8Array, path: string, target: Target): Promise<string[] | 'no log'> {
  const { kind, name, key, logOf } = target;
  const json = kind === 'csv' ? undefined : jsonLogIn(bytes);
  if (json === 'lines') {
    await readJsonlLog(bytes, path, logOf(key, name));
    return [];
  }
  if (json) {
    readJsonRows(json, path, logOf(key, name));
    return [];
  }
  if (kind === 'json' || (kind === 'text' && !isCsvLog(bytes, path))) return 'no log';
  const logOfRun = (run: string | undefined) =>
    run === undefined ? logOf(key, name) : logOf(`${key} ${run}`, `${name}/${run}`);
  return readCsvLog(bytes, path, logOfRun);
}

/** Whether a text is CSV with the columns of a log: Keras’ CSVLogger often writes to `training.log`. */
function isCsvLog(bytes: Uint8Array, path: string): boolean {
  try {
    return isLogOf(readTable(bytes, path).map(({ name }) => name));
  } catch {
    return false;
  }
}

function refuseContent(path: string, kind: Kind): never {
  if (kind === 'json') refuseJson(path);
  throw new FormatError({
    file: path,
    offset: 0,
    rule: 'CSV or JSON lines; a program’s printed output is not a log, but `gradscope logger pytorch` writes one',
    got: 'other text',
  });
}

function arraysOf(bytes: Uint8Array, kind: 'npz' | 'safetensors', path: string) {
  if (kind === 'npz') return { arrays: readNpz(bytes, path), step: undefined };
  const { tensors, metadata } = readSafetensors(bytes, path);
  return { arrays: tensors, step: /^\d+$/.test(metadata.step ?? '') ? Number(metadata.step) : undefined };
}

/** The last number in a file's name: `step_000100`. */
function numberIn(name: string): number | undefined {
  const digits = /(\d+)(?!.*\d)/.exec(name.split('/').at(-1)!)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The folder of a file; `other` if it is in none. */
export const folderOf = (path: string, other: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : other;
