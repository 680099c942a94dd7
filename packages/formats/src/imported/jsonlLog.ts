import type { ByteSource } from '../byteSource.ts';
import { FormatError, type Place, quotedJson } from '../formatError.ts';
import { readJsonl } from '../readJsonl.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { binsOf } from './loggedHistogram.ts';
import type { LogTarget } from './logTarget.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { type Fields, isFields, numberOf, refuse } from './schema2/fields.ts';
import { Schema2Log } from './schema2/schema2Log.ts';
import { StepCounter } from './stepCounter.ts';
import { stepOf } from './steps.ts';

/** No program nests its records deeper than this. */
const DEEPEST = 32;
const ONE_HEAD = 'one head, in the first line: split the file here, it holds several runs';
const STEP_KEYS = [
  'step',
  '_step',
  'global_step',
  'trainer/global_step',
  'iteration',
  'iter',
  'batch',
  'batch_idx',
  'epoch',
];

/** Reads a file of JSON lines, which is one run. */
export async function readJsonlFile(
  source: ByteSource,
  { path, key, name, logOf }: LogTarget,
): Promise<string[]> {
  await readJsonlLog(source, path, logOf(key, name));
  return [];
}

/**
 * Reads a log of one JSON object per step: of our own schemas (`docs/importing.md`); or of
 * any other, as Weights & Biases, MMEngine and Detectron2 write them, where every number's name is a tag.
 * Without a step, the lines are the steps.
 *
 * @throws FormatError with the line and its first byte
 */
export async function readJsonlLog(source: ByteSource, file: string, log: LogBuilder): Promise<void> {
  const rows = new JsonRows(log);
  let detailed: Schema2Log | undefined;
  for await (const { line, offset, value } of readJsonl(source, { file })) {
    const place = { file, place: `line ${line}`, offset };
    log.here = () => place;
    if ('gradscope' in value) {
      if (detailed || (rows.count > 0 && value.gradscope === 2)) refuse(place, ONE_HEAD, value.gradscope);
      if (value.gradscope === 2) detailed = new Schema2Log(value, place, log);
      else readHeader(value, place, log);
      continue;
    }
    rows.add(value, place, (fields, step) => detailed?.take(fields, step, place) ?? fields);
  }
}

/** Adds objects of one step each to a log. */
export class JsonRows {
  private readonly log: LogBuilder;
  private counter: { readonly key: string | undefined; readonly steps: StepCounter } | undefined;
  count = 0;

  constructor(log: LogBuilder) {
    this.log = log;
  }

  /**
   * @param rest handles the fields it knows, and returns those that are tags
   * @throws FormatError for an invalid step
   */
  add(value: Fields, place: Place, rest = (fields: Fields, _step: number): Fields => fields): void {
    const log = this.log;
    log.here = () => place;
    const key = STEP_KEYS.find(name => typeof value[name] === 'number');
    const step = key === undefined ? this.count : this.step(key, value, place);
    this.count++;
    log.countsEpochs = key === 'epoch' && Number.isInteger(value.epoch);
    // MMCV has a field that describes the others.
    const names = value.mode === 'val' || value.mode === 'test' ? [value.mode] : [];
    for (const [name, one] of Object.entries(rest(value, step))) {
      if (name === 'layers' && isFields(one)) readLayers(one, step, log);
      else if (name !== key) readField([...names, name], one, { step, log, place });
    }
  }

  private step(key: string, value: Fields, place: Place): number {
    const epoch = typeof value.epoch === 'number' && key !== 'epoch' ? value.epoch : undefined;
    // An epoch may be fractional; then the line number serves as the step.
    const step = key === 'epoch' && !Number.isInteger(value.epoch) ? this.count : (value[key] as number);
    // Numbers on held-out data may be counted by another clock.
    if (this.counter?.key !== key) this.counter = { key, steps: new StepCounter(key) };
    return this.counter.steps.next(
      stepOf(step, () => place),
      epoch,
    );
  }
}

/** `{"gradscope": 1, "layers": [{"name": "net.0", "shape": [2, 50], "activation": "sigmoid"}, …]}` */
function readHeader({ gradscope, layers }: Fields, place: Place, log: LogBuilder): void {
  if (gradscope !== 1) {
    refuse(place, 'version 1 or 2 of this log, or a newer gradscope to read it with', gradscope);
  }
  if (layers === undefined) return;
  const list: readonly unknown[] = Array.isArray(layers) ? layers : refuse(place, 'layers as a list', layers);
  const names = list.map(layer => {
    if (!isFields(layer) || typeof layer.name !== 'string')
      return refuse(place, 'a name for each layer', layer);
    const { name, shape, size, activation } = layer;
    const isDense = Array.isArray(shape) && shape.length === 2 && shape.every(isCount);
    log.know(name, {
      ...(isDense && { fanIn: shape[0], fanOut: shape[1] }),
      ...(isCount(size) && { size }),
      ...(typeof activation === 'string' && { activation }),
    });
    return name;
  });
  log.declareLayers(names);
}

function readLayers(layers: Fields, step: number, log: LogBuilder): void {
  for (const [layer, numbers] of Object.entries(layers)) {
    if (!isFields(numbers)) continue;
    for (const [name, value] of Object.entries(numbers)) {
      const quantity = LAYER_QUANTITIES.find(known => known === name);
      const number = numberOf(value);
      if (number === undefined) continue;
      if (quantity) log.addKnown(layer, quantity, step, number);
      else log.add(`layers/${layer}/${name}`, step, number);
    }
  }
}

interface Entry {
  readonly step: number;
  readonly log: LogBuilder;
  readonly place: Place;
}

/** A field under nested names, as in the history of Weights & Biases. */
function readField(names: readonly string[], value: unknown, entry: Entry): void {
  const { step, log, place } = entry;
  const number = numberOf(value);
  if (number !== undefined) log.add(names.join('/'), step, number);
  if (!isFields(value)) return;
  if (names.length === DEEPEST) {
    throw new FormatError({ ...place, rule: `names at most ${DEEPEST} deep`, got: quotedJson(value) });
  }
  const bins = binsOf(value);
  if (bins) log.addValues(names.join('/'), step, statisticsOfBins(bins));
  else if (!('_type' in value)) {
    for (const [key, one] of Object.entries(value)) readField([...names, key], one, entry);
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
