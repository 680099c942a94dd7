import type { Table } from 'gradscope';
import { FormatError, type Place } from '../formatError.ts';
import { csvPlace, readTable } from '../table.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { binsIn } from './loggedHistogram.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { stepOf } from './steps.ts';

export const STEP_NAMES = /^(?:_?step|global_step|trainer\/global_step|iteration|iter|batch|epoch)$/i;
/** Weights & Biases exports the smallest and largest of a group beside each column. */
export const RANGE_SUFFIX = /__(?:MIN|MAX)$/;
/** Between a run and a tag, in what Weights & Biases exports of several runs. */
export const RUN_SEPARATOR = ' - ';
const NEW_LINE = 0x0a;

/**
 * Reads a log in CSV, in one of two forms: a row for each step, where every column's name is a tag; or a row for each step and
 * layer, with a column `layer`. Without a column of steps the rows are the steps. Weights & Biases names columns
 * `run - tag` where it exports several runs: each becomes a log.
 *
 * @param logOf gives the log of a run that the file names; of the file itself where it names none
 * @throws FormatError with the row and its first byte
 */
export function readCsvLog(
  bytes: Uint8Array,
  file: string,
  logOf: (run: string | undefined) => LogBuilder,
): void {
  const { table, read } = wholeTable(bytes, file);
  const placeOf = (row: number) => ({ file, ...csvPlace(read, row) });
  const steps = stepsOf(table, placeOf);
  const layers = table.find(({ name }) => name.toLowerCase() === 'layer');
  for (const column of table) {
    const { name, values } = column;
    if (column === layers || column === steps.column || RANGE_SUFFIX.test(name)) continue;
    const at = name.indexOf(RUN_SEPARATOR);
    const log = logOf(at < 0 ? undefined : name.slice(0, at));
    const tag = at < 0 ? name : name.slice(at + RUN_SEPARATOR.length);
    for (const [row, step] of steps.values.entries()) {
      log.here = () => placeOf(row);
      readCell(String(values[row]).trim(), layers && String(layers.values[row]), { tag, step, log });
    }
  }
}

/** The table, and the bytes it was read from: a last row that is not whole is left out, as where a program is still writing. */
function wholeTable(bytes: Uint8Array, file: string): { table: Table; read: Uint8Array } {
  try {
    return { table: readTable(bytes, file), read: bytes };
  } catch (error) {
    const end = bytes.lastIndexOf(NEW_LINE) + 1;
    if (end === 0 || end === bytes.length || !(error instanceof FormatError)) throw error;
    const read = bytes.subarray(0, end);
    return { table: readTable(read, file), read };
  }
}

function stepsOf(
  table: Table,
  placeOf: (row: number) => Place,
): { column: Table[number] | undefined; values: number[] } {
  const named = table.filter(({ name }) => STEP_NAMES.test(name));
  const column = named.find(({ name }) => !/^epoch$/i.test(name)) ?? named[0];
  if (!column) return { column, values: [...(table[0]?.values ?? [])].map((_, row) => row) };
  const values = [...column.values].map((cell, row) =>
    stepOf(String(cell).trim() === '' ? Number.NaN : Number(cell), () => placeOf(row)),
  );
  return { column, values };
}

interface Entry {
  readonly tag: string;
  readonly step: number;
  readonly log: LogBuilder;
}

function readCell(text: string, layer: string | undefined, { tag, step, log }: Entry): void {
  if (text === '') return;
  const number = numberIn(text);
  if (number === undefined) {
    const bins = layer === undefined && text.startsWith('{') ? binsIn(text) : undefined;
    if (bins) log.addValues(tag, step, statisticsOfBins(bins));
    return;
  }
  const quantity = LAYER_QUANTITIES.find(name => name === tag);
  // In rows of layers the loss stands once for each layer.
  if (layer === undefined || /loss|acc/i.test(tag)) log.add(tag, step, number);
  else if (quantity) log.addKnown(layer, quantity, step, number);
  else log.add(`${tag}/${layer}`, step, number);
}

/** As Python and JavaScript write numbers. */
function numberIn(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}
