import { addKind } from 'gradscope';
import { checkpoint } from './checkpoint.ts';
import { csv } from './csv.ts';
import { events } from './events.ts';
import type { FileFormat } from './fileFormat.ts';
import { ipynb } from './ipynb.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { log } from './log.ts';
import { npz } from './npz.ts';
import { numpy } from './numpy.ts';
import { onnx } from './onnx.ts';
import { parquet } from './parquet.ts';
import { pytorch } from './pytorch.ts';
import { safetensors } from './safetensors.ts';
import { txt } from './txt.ts';
import { yaml } from './yaml.ts';

/** The first that fits a file counts: `events.out.tfevents.1.csv` is CSV. */
const builtIn = {
  npz,
  csv,
  parquet,
  safetensors,
  onnx,
  jsonl,
  json,
  events,
  log,
  txt,
  checkpoint,
  numpy,
  pytorch,
  ipynb,
  yaml,
};

/** The formats of files by name, those that the program added last. */
export const fileFormats: Readonly<Record<string, FileFormat>> = { ...builtIn };

/**
 * Adds a format to those that are read and written: `gradscope export --to <name>`, logs, data.
 *
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerFormat(name: string, format: FileFormat): void {
  addKind('format', fileFormats, name, format);
}

/** A format that is read or written as one thing. */
export type FormatOf<Part extends keyof FileFormat> = FileFormat & {
  readonly [part in Part]-?: NonNullable<FileFormat[part]>;
};

/** The names of the formats of `table`s, `log`s, one file for each `network`, or one for an `experiment`. */
export const formatsOf = <Part extends keyof FileFormat>(part: Part) =>
  Object.entries(fileFormats).filter(
    (entry): entry is [string, FormatOf<Part>] => entry[1][part] !== undefined,
  );

/** Whether a file has a name of a format. */
export function isNamed({ endings, names }: FileFormat, path: string): boolean {
  return names?.pattern.test(path) ?? endings.some(ending => path.toLowerCase().endsWith(ending));
}

/** The format of a log by its file's name; undefined for other files. */
export const logFormatOf = (path: string): FormatOf<'log'> | undefined =>
  formatsOf('log').find(([, format]) => isNamed(format, path))?.[1];

/** The format of data to learn from: by its name or first bytes, or else CSV. */
export const tableFormatOf = (bytes: Uint8Array, fileName: string): FormatOf<'table'> =>
  formatsOf('table').find(
    ([, format]) => isNamed(format, fileName) || format.table.start?.every((byte, i) => bytes[i] === byte),
  )?.[1] ?? csv;

/** How logs are named: `*tfevents*, .jsonl, …`. */
export const logNames = (): string =>
  formatsOf('log')
    .filter(([, { log }]) => !log.isRefused)
    .map(([, { endings, names }]) => names?.shown ?? endings[0])
    .join(', ');
