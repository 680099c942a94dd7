import { createReadStream, type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import {
  FormatError,
  type ImportedLog,
  type ImportOptions,
  importLogs,
  isLogJson,
  isLogName,
  type LogFile,
  logNames,
} from '@gradscope/formats';
import { shownText } from 'gradscope';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';

/** Files below a folder that are looked at: more is the wrong folder. */
const MOST_FILES = 100_000;

/** The runs read from the user's paths. */
export interface ReadLogs {
  readonly logs: readonly ImportedLog[];
  /** The parts that could not be read or were skipped, one sentence each. */
  readonly notes: readonly string[];
}

/** Whether a path is a log, or a folder of logs, and not an experiment. */
export function isLogPath(path: string): boolean {
  if (isLogName(path)) return true;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return true;
  return /\.json$/i.test(path) && (stat?.isFile() ?? false) && isLogJson(readFileSync(path));
}

/**
 * Reads logs of other programs: files, and folders with everything in them.
 *
 * @throws CliError if there is nothing to read, or the only file cannot be read
 */
export async function readLogs(paths: readonly string[], options: ImportOptions): Promise<ReadLogs> {
  const names = shortestNames(paths);
  const files = names.flatMap(({ path, name }) => filesAt(path, name));
  try {
    const { logs, others, problems } = await importLogs(files, options);
    const read = logs.filter(({ run }) => Object.keys(run.series).length > 0);
    const empty = logs.filter(log => !read.includes(log));
    if (read.length === 0) throw new CliError(nothingText(paths, { empty, problems, others }));
    return {
      logs: read,
      notes: [
        ...problems,
        ...empty
          .filter(({ run }) => !problems.some(problem => problem.startsWith(run.name)))
          .map(({ run }) => `${run.name}: nothing in it that is read here`),
        ...unknownLayers(read, options),
        ...(others.length > 0
          ? [
              others.length === 1
                ? '1 other file was passed over'
                : `${others.length} other files were passed over`,
            ]
          : []),
      ],
    };
  } catch (error) {
    if (error instanceof FormatError) throw new CliError(error.message);
    throw error;
  }
}

/** Selected layers that no log has. */
function unknownLayers(logs: readonly ImportedLog[], { layers = [] }: ImportOptions): string[] {
  const known = new Set(logs.flatMap(({ run }) => run.layers.map(({ name }) => name)));
  const unknown = layers.filter(name => !known.has(shownText(name)));
  return unknown.length > 0 ? [`--layers: no log has a layer ${shortList(unknown)}`] : [];
}

interface Nothing {
  readonly empty: readonly ImportedLog[];
  readonly problems: readonly string[];
  readonly others: readonly string[];
}

function nothingText(paths: readonly string[], { empty, problems, others }: Nothing): string {
  const notes = empty.flatMap(({ run }) => run.notes ?? []);
  const tags = empty.flatMap(log => log.tags.map(({ tag }) => tag));
  const rule = 'expected logs of gradients, weights or a loss';
  const given = paths.join(' ');
  if (problems.length > 0) return `${given}: ${rule}, got ${problems[0]}`;
  if (tags.length > 0) {
    return `${given}: ${rule}, got unknown tags (explain them with --map): ${[shortList(tags), ...notes].join('. ')}`;
  }
  return `${given}: ${rule} (${logNames()}), got ${others.length > 0 ? shortList(others) : 'an empty folder'}`;
}

const MOST_NAMED = 5;

function shortList(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, … ${names.length} in all` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}

/** A user's path, and the name for its runs. */
interface NamedPath {
  readonly path: string;
  readonly name: string;
}

/**
 * The paths, each once, with the shortest endings that tell them apart, so that `a/log.csv` and `b/log.csv`
 * are two runs. Event files are identified by their folder.
 */
function shortestNames(paths: readonly string[]): NamedPath[] {
  const given = [...new Map(paths.map(path => [resolve(path), path]))];
  const units = [...new Set(given.map(([full]) => unitOf(full)))].map(unit => unit.split(sep));
  const suffix = (parts: readonly string[], count: number) => parts.slice(-count).join('/');
  const names = new Map(
    units.map(parts => {
      let count = 1;
      const isShared = () => units.filter(other => suffix(other, count) === suffix(parts, count)).length > 1;
      while (count < parts.length && isShared()) count++;
      return [parts.join(sep), suffix(parts, count)];
    }),
  );
  return given.map(([full, path]) => {
    const name = names.get(unitOf(full))!;
    return { path, name: unitOf(full) === full ? name : `${name}/${basename(full)}` };
  });
}

const unitOf = (path: string): string =>
  /tfevents[^/\\]*$/.test(path) && !/\.(?:csv|json)$/.test(path) ? dirname(path) : path;

/** A file, or all files below a folder, by their paths from there. */
function filesAt(path: string, name: string): LogFile[] {
  try {
    if (!statSync(path).isDirectory()) return [logFile(path, name)];
    const found: LogFile[] = [];
    collect(path, path === '.' || path === '..' ? '' : name, found);
    return found;
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${path}: expected a file or folder, got ${systemErrorText(error)}`);
  }
}

function collect(folder: string, name: string, found: LogFile[]): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  // Step 9 before step 10.
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    const [path, shown] = [join(folder, entry.name), name ? `${name}/${entry.name}` : entry.name];
    if (entry.isDirectory()) collect(path, shown, found);
    else if (isFile(entry, path)) found.push(logFile(path, shown));
    if (found.length > MOST_FILES) {
      throw new CliError(`${folder}: expected at most ${MOST_FILES} files below the folder, got more`);
    }
  }
}

/** A link counts as the file that it leads to; to folders links are not followed, since they may lead in circles. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function logFile(path: string, name: string): LogFile {
  return { path: name, read: () => chunksOf(path, name) };
}

async function* chunksOf(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) yield chunk;
  } catch (error) {
    throw new CliError(`${name}: expected a file that can be read, got ${systemErrorText(error)}`);
  }
}
