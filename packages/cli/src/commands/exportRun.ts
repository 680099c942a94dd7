import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type FileFormat, FormatError, fileFormats, type NotebookFigure } from '@gradscope/formats';
import { didYouMean } from 'gradscope';
import { CliError } from '../cliError.ts';
import { makeFolder } from '../output/claimFolder.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { type RunFolder, readRunFolder } from '../readRunFolder.ts';
import { svgText } from '../render/svgText.ts';
import { systemErrorText } from '../systemError.ts';
import { print, printError, printJson } from '../terminal/print.ts';

export interface ExportSettings {
  /** The name of a format. */
  readonly to: string;
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
  const format: FileFormat = fileFormats[to];
  const takes = format.network?.takes;
  if (network !== undefined && format.experiment) {
    throw new CliError(
      `--network: expected none with --to ${to}, which holds all networks, got "${network}"`,
    );
  }
  if (network !== undefined && !names.includes(network)) {
    const got = JSON.stringify(network) + didYouMean(network, names);
    throw new CliError(`--network: expected ${names.join(' or ')}, got ${got}`);
  }
  if (precision !== undefined && takes !== 'precision') {
    throw new CliError(
      `--precision: expected none with --to ${to}, which keeps that of the run, got ${precision}`,
    );
  }
  if (compress && takes !== 'compress') throw new CliError(`--compress: expected --to npz, got --to ${to}`);
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
  const { experiment, network: one, endings }: FileFormat = fileFormats[to];
  try {
    if (experiment) {
      const { file: path, holds } = experiment;
      const content = await experiment.write({
        experiment: run.experiment,
        remark: run.experiment.data.kind === 'table' ? OF_TABLE : '',
        data: experiment.script && dataOf(run),
        figures: experiment.needsFigures ? await figuresOf(run, path) : [],
      });
      return [{ path, suffix: path.slice(path.lastIndexOf('.')), holds, content }];
    }
    const [suffix] = endings;
    const { holds, path = name => name + suffix, write } = one!;
    const names = network === undefined ? run.names : [network];
    return await Promise.all(
      names.map(async name => ({
        path: path(name),
        suffix,
        holds,
        content: await write({ ...run.read(name), precision, compress }),
      })),
    );
  } catch (error) {
    if (error instanceof FormatError || error instanceof RangeError) throw new CliError(error.message);
    throw error;
  }
}

const OF_TABLE = "The table's path is from the folder that this file must be put into.";

/** All networks of a run learn the same data. */
function dataOf({ folder, names, read }: RunFolder) {
  const [first] = names;
  if (first === undefined) throw new CliError(`${folder}: expected a trained network, got none`);
  return read(first).data;
}

async function figuresOf({ names, read }: RunFolder, file: string): Promise<NotebookFigure[]> {
  const { notebookFigures } = await import('@gradscope/figures');
  const { svgDocument } = await import('../render/svgDocument.ts');
  const { svgToPng } = await import('../render/rasterize.ts');
  const document = svgDocument();
  const figures: NotebookFigure[] = [];
  for (const { title, draw } of notebookFigures(names.map(name => read(name).run))) {
    try {
      figures.push({ title, png: await svgToPng(svgText(draw({ document }))) });
    } catch (error) {
      printError(`${file}: without the figure "${title}" (${(error as Error).message})\n`);
    }
  }
  return figures;
}

/**
 * The paths of the files: in the run's folder, in the given folder, or, for a single file, the given file.
 */
function pathsOf(
  files: readonly ExportedFile[],
  { folder }: RunFolder,
  { to, out }: ExportSettings,
): string[] {
  const inFolders = (fileFormats[to] as FileFormat).network?.path !== undefined;
  const own = inFolders ? join(folder, to) : folder;
  const place = out ?? own;
  const isFolder = out === undefined || inFolders || /[/\\]$/.test(out) || isDirectory(out);
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
