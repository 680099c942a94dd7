import type { ByteSource } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { jsonLogIn } from '../imported/jsonLog.ts';
import type { ImportedLog, ImportOptions } from '../imported/logBuilder.ts';
import { runLogs } from '../imported/runLogs.ts';
import type { LogFormat } from './fileFormat.ts';
import { logFormatOf } from './index.ts';

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

/**
 * Whether a file name is that of a log that {@link importLogs} reads, or of a checkpoint, which it refuses
 * with advice. A `.json` may be anything: {@link isLogJson} looks at its contents.
 */
export function isLogName(path: string): boolean {
  const format = logFormatOf(path);
  return format !== undefined && !format.log.mayBeAnything;
}

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
    const log = logFormatOf(file.path)?.log;
    // A checkpoint among other files is ignored.
    if (!log || (log.isRefused && files.length > 1)) {
      others.push(file.path);
      continue;
    }
    try {
      const target = { path: file.path, name: names[i], key: `${i}`, logOf };
      const left = await log.read(await file.read(), target);
      if (left === 'no log' && files.length > 1) others.push(file.path);
      else if (left === 'no log') refuseContent(file.path, log);
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

function refuseContent(file: string, { rule = OF_TEXT }: LogFormat): never {
  throw new FormatError({ file, offset: 0, rule, got: rule === OF_TEXT ? 'other text' : 'other contents' });
}

const OF_TEXT =
  'CSV or JSON lines; a program’s printed output is not a log, but `gradscope logger pytorch` writes one';
