import type { Table } from 'gradscope';
import { FormatError, type Place } from '../formatError.ts';
import { csvPlace, readTable } from '../table.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { binsIn } from './loggedHistogram.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { StepCounter } from './stepCounter.ts';
import { stepOf } from './steps.ts';

export const STEP_NAMES =
  /^(?:_?step|global_step|trainer\/global_step|iteration|iter|batch|batch_idx|epoch)$/i;
/** Weights & Biases exports the smallest and largest of a group beside each column. */
export const RANGE_SUFFIX = /__(?:MIN|MAX)$/;
/** Separates run and tag in exports of several runs by Weights & Biases. */
const RUN_SEPARATOR = ' - ';
const MOST_RUNS = 10_000;
const NEW_LINE = 0x0a;
/** Columns of the whole run, among rows of layers. */
const OF_RUN = /loss|acc/i;
const DECIMAL_COMMA = /^([+-]?\d+),(\d+(?:e[+-]?\d+)?)$/i;

/**
 * Reads a log in CSV, in one of two forms: a row for each step, with a tag as the name of every column; or a
 * row for each step and layer, with a column `layer`. Without a column of steps, the rows are the steps.
 * Weights & Biases names columns `run - tag` in exports of several runs: each becomes a log. A repeated
 * header restarts the steps.
 *
 * @param logOf returns the log of a run that the file names, or of the file itself if it names none
 * @returns what was left out, a sentence each
 * @throws FormatError with the row and its first byte
 */
export function readCsvLog(
  bytes: Uint8Array,
  file: string,
  logOf: (run: string | undefined) => LogBuilder,
): string[] {
  const { table, read, isCut } = wholeTable(bytes, file);
  const placeOf = (row: number) => ({ file, ...csvPlace(read, row) });
  const { step, epoch } = stepColumns(table);
  const isByEpoch = step !== undefined && step === epoch;
  const layers = table.find(({ name }) => name.toLowerCase() === 'layer');
  const logged = table.filter(
    column => column !== layers && column !== step && !RANGE_SUFFIX.test(column.name),
  );
  refuseManyRuns(logged, file);
  const columns = logged.map(column => ({ column, ...runOf(column.name, logOf) }));
  const rows = table[0]?.values.length ?? 0;
  const lossOf = new LossLayer();
  let counter = new StepCounter(step?.name);
  let since = 0;
  for (let row = 0; row < rows; row++) {
    const place = () => placeOf(row);
    if (table.every(({ name, values }) => String(values[row]).trim() === name)) {
      [counter, since] = [new StepCounter(step?.name), row + 1];
      continue;
    }
    const own = step ? stepIn(String(step.values[row]), place) : row - since;
    const at = step ? counter.next(own, numberIn(String(epoch?.values[row] ?? ''))) : own;
    const layer = layers && String(layers.values[row]).trim();
    for (const { column, tag, log } of columns) {
      if (isCut && row === rows - 1 && column === table.at(-1)) continue;
      log.here = place;
      log.countsEpochs = isByEpoch;
      const text = String(column.values[row]).trim();
      if (text === '' || !lossOf.counts(tag, layer)) continue;
      readCell(text, layer, { tag, step: at, log });
    }
  }
  return isCut ? [cutNote(placeOf(rows - 1))] : [];
}

const cutNote = (place: Place): string =>
  new FormatError({
    ...place,
    rule: 'a last line that ends',
    got: 'one that may be cut; its last number was left out',
  }).message;

function runOf(name: string, logOf: (run: string | undefined) => LogBuilder) {
  const { run, tag } = splitName(name);
  return { tag, log: logOf(run) };
}

/** The run and the tag in a column's name. */
export function splitName(name: string): { run: string | undefined; tag: string } {
  const at = name.indexOf(RUN_SEPARATOR);
  if (at < 0) return { run: undefined, tag: name };
  return { run: name.slice(0, at), tag: name.slice(at + RUN_SEPARATOR.length) };
}

function refuseManyRuns(columns: Table, file: string): void {
  const { size } = new Set(columns.map(({ name }) => splitName(name).run));
  if (size <= MOST_RUNS) return;
  throw new FormatError({
    file,
    place: 'line 1',
    offset: 0,
    rule: `at most ${MOST_RUNS} runs in a header`,
    got: `${size}`,
  });
}

/**
 * In rows of layers the loss is repeated for each layer: only that of the first layer that has one counts.
 */
class LossLayer {
  private readonly layers = new Map<string, string>();

  counts(tag: string, layer: string | undefined): boolean {
    if (layer === undefined || !OF_RUN.test(tag)) return true;
    if (!this.layers.has(tag)) this.layers.set(tag, layer);
    return this.layers.get(tag) === layer;
  }
}

/**
 * The table, and the bytes it was read from. An incomplete last row is left out, since a program may still be
 * writing. If the last row is complete but has no line end, its last number may be cut off.
 */
function wholeTable(bytes: Uint8Array, file: string): { table: Table; read: Uint8Array; isCut: boolean } {
  const end = bytes.lastIndexOf(NEW_LINE) + 1;
  try {
    const table = readTable(bytes, file);
    const isLayered = table.some(({ name }) => name.toLowerCase() === 'layer');
    const isCut = end < bytes.length && !isLayered && (table[0]?.values.length ?? 0) > 1;
    return { table, read: bytes, isCut };
  } catch (error) {
    if (end === 0 || end === bytes.length || !(error instanceof FormatError)) throw error;
    const read = bytes.subarray(0, end);
    return { table: readTable(read, file), read, isCut: false };
  }
}

function stepColumns(table: Table): { step: Table[number] | undefined; epoch: Table[number] | undefined } {
  const named = table.filter(({ name }) => STEP_NAMES.test(name));
  const epoch = named.find(({ name }) => /^epoch$/i.test(name));
  return { step: named.find(column => column !== epoch) ?? epoch, epoch };
}

const stepIn = (cell: string, place: () => Place): number =>
  stepOf(cell.trim() === '' ? Number.NaN : Number(cell), place);

interface Entry {
  readonly tag: string;
  readonly step: number;
  readonly log: LogBuilder;
}

function readCell(text: string, layer: string | undefined, { tag, step, log }: Entry): void {
  const number = numberIn(text);
  if (number === undefined) {
    const bins = layer === undefined && text.startsWith('{') ? binsIn(text) : undefined;
    if (bins) log.addValues(tag, step, statisticsOfBins(bins));
    return;
  }
  const quantity = LAYER_QUANTITIES.find(name => name === tag);
  if (layer === undefined || OF_RUN.test(tag)) log.add(tag, step, number);
  else if (quantity) log.addKnown(layer, quantity, step, number);
  else log.add(`${tag}/${layer}`, step, number);
}

/** Numbers as Python and JavaScript write them, or with a decimal comma. */
function numberIn(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN;
  if (text.trim() === '') return undefined;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text.replace(DECIMAL_COMMA, '$1.$2'));
  return Number.isNaN(number) ? undefined : number;
}
