import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FormatError, type RunFormat, runFormats } from '@gradscope/formats';
import { didYouMean } from 'gradscope';
import { CliError } from '../cliError.ts';
import { makeFolder } from '../output/claimFolder.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { type RunFolder, readRunFolder } from '../readRunFolder.ts';
import { systemErrorText } from '../systemError.ts';
import { print, printJson } from '../terminal/print.ts';
import { experimentFormats, isExperimentFormat } from './experimentFormats.ts';
import type { FormatName } from './exportFormats.ts';

export interface ExportSettings {
  readonly to: FormatName;
  readonly out?: string;
  readonly network?: string;
  readonly precision?: 'float64' | 'float32';
  readonly compress?: boolean;
  readonly json?: boolean;
}

/** A file to write: its place in a folder, the ending of its name, and its contents. */
interface ExportedFile {
  readonly path: string;
  readonly suffix: string;
  readonly holds: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes the run in `folder` in another format, and prints the paths. Everything is made before anything is
 * written.
 *
 * @throws CliError for a folder without a run, for data that the format cannot hold, and if nothing can be
 *   written
 */
export async function exportRun(folder: string, settings: ExportSettings): Promise<void> {
  const run = readRunFolder(folder);
  checkSettings(run, settings);
  const files = await filesOf(run, settings);
  const paths = pathsOf(files, run, settings);
  for (const [i, { content }] of files.entries()) {
    makeParent(paths[i]);
    writeWhole(paths[i], content);
  }
  if (settings.json) printJson({ files: paths });
  else print(wroteText(paths, files));
}

function checkSettings({ names, folder }: RunFolder, settings: ExportSettings): void {
  const { to, out, network, precision, compress } = settings;
  if (network !== undefined && isExperimentFormat(to)) {
    throw new CliError(
      `--network: expected none with --to ${to}, which holds all networks, got "${network}"`,
    );
  }
  if (network !== undefined && !names.includes(network)) {
    const got = JSON.stringify(network) + didYouMean(network, names);
    throw new CliError(`--network: expected ${names.join(' or ')}, got ${got}`);
  }
  if (precision !== undefined && to !== 'onnx') {
    throw new CliError(
      `--precision: expected none with --to ${to}, which keeps that of the run, got ${precision}`,
    );
  }
  if (compress && to !== 'npz') throw new CliError(`--compress: expected --to npz, got --to ${to}`);
  if (to === 'npz' && resolve(out ?? folder) === resolve(folder)) {
    throw new CliError(
      `--out: expected another folder than that of the run, which has the .npz files already, got ${out ?? 'none'}`,
    );
  }
}

async function filesOf(
  run: RunFolder,
  { to, network, precision, compress }: ExportSettings,
): Promise<ExportedFile[]> {
  try {
    if (isExperimentFormat(to)) {
      const { name, holds, write } = experimentFormats[to];
      return [{ path: name, suffix: name.slice(name.lastIndexOf('.')), holds, content: await write(run) }];
    }
    const format: RunFormat = runFormats[to];
    const { suffix, holds, path = name => name + suffix, write } = format;
    const names = network === undefined ? run.names : [network];
    return names.map(name => ({
      path: path(name),
      suffix,
      holds,
      content: write({ ...run.read(name), precision, compress }),
    }));
  } catch (error) {
    if (error instanceof FormatError || error instanceof RangeError) throw new CliError(error.message);
    throw error;
  }
}

/**
 * The paths of the files: in the run's folder, in the given folder, or, for a single file, the given file.
 */
function pathsOf(
  files: readonly ExportedFile[],
  { folder }: RunFolder,
  { to, out }: ExportSettings,
): string[] {
  const own = to === 'events' ? join(folder, 'events') : folder;
  const place = out ?? own;
  const isFolder = out === undefined || to === 'events' || /[/\\]$/.test(out) || isDirectory(out);
  if (files.length === 1 && !isFolder) return [place];
  if (files.length > 1 && place.endsWith(files[0].suffix)) {
    throw new CliError(
      `--out: expected a folder for ${files.length} files, got ${place}; choose one with --network`,
    );
  }
  return files.map(({ path }) => join(place, path));
}

function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function makeParent(path: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw new CliError(
      `--out: expected a folder that can be written, got ${dirname(path)}: ${systemErrorText(error)}`,
    );
  }
}

function wroteText(paths: readonly string[], files: readonly ExportedFile[]): string {
  const shown = paths.map(shownPath);
  const width = Math.max(...shown.map(({ length }) => length));
  return shown.map((path, i) => `${path.padEnd(width)}  ${files[i].holds}\n`).join('');
}
