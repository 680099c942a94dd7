import { type ByteSource, bytesOf } from '../byteSource.ts';
import { LARGEST_TEXT, readTable } from '../table.ts';
import { readCsvLog } from './csvLog.ts';
import { isLogOf } from './isLogOf.ts';
import { jsonLogIn, readJsonRows } from './jsonLog.ts';
import { readJsonlLog } from './jsonlLog.ts';
import type { LogTarget } from './logTarget.ts';

type Left = readonly string[] | 'no log';

/** Reads a CSV file, whose rows may belong to several runs. */
export async function readCsvFile(source: ByteSource, target: LogTarget): Promise<Left> {
  return csvRuns(await bytesOf(source, target.path, LARGEST_TEXT), target);
}

/** Reads a `.json`, if it holds a log. */
export async function readJsonFile(source: ByteSource, target: LogTarget): Promise<Left> {
  return readJson(await bytesOf(source, target.path, LARGEST_TEXT), target);
}

/** Reads a text of any format, if it holds a log: Keras’ CSVLogger often writes to `training.log`. */
export async function readTextFile(source: ByteSource, target: LogTarget): Promise<Left> {
  const bytes = await bytesOf(source, target.path, LARGEST_TEXT);
  const left = await readJson(bytes, target);
  return left === 'no log' && isCsvLog(bytes, target.path) ? csvRuns(bytes, target) : left;
}

async function readJson(bytes: Uint8Array, { path, key, name, logOf }: LogTarget): Promise<Left> {
  const json = jsonLogIn(bytes);
  if (!json) return 'no log';
  if (json === 'lines') await readJsonlLog(bytes, path, logOf(key, name));
  else readJsonRows(json, path, logOf(key, name));
  return [];
}

function csvRuns(bytes: Uint8Array, { path, key, name, logOf }: LogTarget): string[] {
  const logOfRun = (run: string | undefined) =>
    run === undefined ? logOf(key, name) : logOf(`${key} ${run}`, `${name}/${run}`);
  return readCsvLog(bytes, path, logOfRun);
}

/** Whether a text is CSV with the columns of a log. */
function isCsvLog(bytes: Uint8Array, path: string): boolean {
  try {
    return isLogOf(readTable(bytes, path).map(({ name }) => name));
  } catch {
    return false;
  }
}
