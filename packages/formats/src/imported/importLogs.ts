import { type ByteSource, bytesOf } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { readNpz } from '../npz.ts';
import { readSafetensors } from '../safetensors.ts';
import { LARGEST_TEXT } from '../table.ts';
import { readArrayLog } from './arrayLog.ts';
import { readCsvLog } from './csvLog.ts';
import { EventLog } from './eventLog.ts';
import { readJsonlLog } from './jsonlLog.ts';
import type { ImportedLog, ImportOptions, LogBuilder } from './logBuilder.ts';
import { runLogs } from './runLogs.ts';

/** A file that may be a log. */
export interface LogFile {
  /** Its path from where the user pointed, with `/`: what runs are named after. */
  readonly path: string;
  /** Its bytes from the beginning; asked for once. */
  readonly read: () => ByteSource | Promise<ByteSource>;
}

export interface ImportedLogs {
  readonly logs: readonly ImportedLog[];
  /** Files that are none that is read here. */
  readonly others: readonly string[];
  /** What could not be read, one sentence each; the rest was. */
  readonly problems: readonly string[];
}

type Kind = 'events' | 'jsonl' | 'csv' | 'npz' | 'safetensors';

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/(?:^|[/.])[^/]*tfevents[^/]*$/i, 'events'],
  [/\.(?:jsonl|ndjson)$/i, 'jsonl'],
  [/\.(?:csv|tsv)$/i, 'csv'],
  [/\.npz$/i, 'npz'],
  [/\.safetensors$/i, 'safetensors'],
];

/** A file of arrays is held whole. */
const LARGEST_ARCHIVE = 2 ** 32 - 1;

/** What a log is, by its file's name; undefined for other files. */
export const kindOf = (path: string): Kind | undefined => KINDS.find(([pattern]) => pattern.test(path))?.[1];

/** Whether a file's name is that of a log which {@link importLogs} reads. */
export const isLogName = (path: string): boolean => kindOf(path) !== undefined;

/**
 * Reads logs of runs made elsewhere: each file of JSON lines, CSV or arrays is a run; TensorBoard's event files in one folder are a
 * run together, and so are files of arrays of one step each.
 *
 * @param files in the order that the runs are to have
 * @throws FormatError where there is one file, and it cannot be read
 */
export async function importLogs(
  files: readonly LogFile[],
  options: ImportOptions = {},
): Promise<ImportedLogs> {
  const { logOf, finish } = runLogs(options);
  const others: string[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const kind = kindOf(file.path);
    if (!kind) {
      others.push(file.path);
      continue;
    }
    try {
      problems.push(...(await readFile(file, kind, logOf)));
    } catch (error) {
      if (!(error instanceof FormatError) || files.length === 1) throw error;
      problems.push(error.message);
    }
  }
  const logs = finish(problems);
  return { logs, others, problems };
}

/** Adds what a file holds to the log of its run. @returns what was left out, a sentence each */
async function readFile(file: LogFile, kind: Kind, logOf: (name: string) => LogBuilder): Promise<string[]> {
  const { path } = file;
  const source = await file.read();
  const name = runName(path);
  if (kind === 'events') {
    const events = new EventLog(path, logOf(folderOf(path, 'events')));
    await events.read(source);
    return events.problems();
  }
  if (kind === 'jsonl') await readJsonlLog(source, path, logOf(name));
  else if (kind === 'csv') {
    const logOfRun = (run: string | undefined) => logOf(run === undefined ? name : `${name}/${run}`);
    readCsvLog(await bytesOf(source, path, LARGEST_TEXT), path, logOfRun);
  } else {
    const { arrays, step } = arraysOf(await bytesOf(source, path, LARGEST_ARCHIVE), kind, path);
    const isStacked = arrays.step !== undefined;
    readArrayLog(arrays, path, step ?? numberIn(name), logOf(isStacked ? name : folderOf(path, name)));
  }
  return [];
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

const runName = (path: string): string => path.replace(/\.[^./]+$/, '');

/** The folder that a file stands in; `other` where it stands in none. */
export const folderOf = (path: string, other: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : other;
