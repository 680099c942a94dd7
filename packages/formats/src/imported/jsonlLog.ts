import type { ByteSource } from '../byteSource.ts';
import { FormatError, type Place, quotedJson } from '../formatError.ts';
import { readJsonl } from '../readJsonl.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { binsOf } from './loggedHistogram.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { type Fields, isFields, numberOf, refuse } from './schema2/fields.ts';
import { Schema2Log } from './schema2/schema2Log.ts';
import { stepOf } from './steps.ts';

/** Deeper than any program nests what it logs. */
const DEEPEST = 32;
const ONE_HEAD = 'one head, in the first line: split the file here, it holds several runs';
const STEP_KEYS = ['step', '_step', 'global_step', 'trainer/global_step', 'iteration', 'batch'];

/**
 * Reads a log of one JSON object a step: of our own schemas (`docs/importing.md`); or of
 * any other, as Weights & Biases writes its history, where every number's name is a tag. Without a step the lines are the steps.
 *
 * @throws FormatError with the line and its first byte
 */
export async function readJsonlLog(source: ByteSource, file: string, log: LogBuilder): Promise<void> {
  let row = 0;
  let detailed: Schema2Log | undefined;
  for await (const { line, offset, value } of readJsonl(source, { file })) {
    const place = { file, place: `line ${line}`, offset };
    log.here = () => place;
    if ('gradscope' in value) {
      if (detailed || (row > 0 && value.gradscope === 2)) refuse(place, ONE_HEAD, value.gradscope);
      if (value.gradscope === 2) detailed = new Schema2Log(value, place, log);
      else readHeader(value, place, log);
      continue;
    }
    const key = STEP_KEYS.find(name => typeof value[name] === 'number');
    const step = stepOf(key ? (value[key] as number) : row, () => place);
    row++;
    for (const [name, one] of Object.entries(detailed?.take(value, step, place) ?? value)) {
      if (name === 'layers' && isFields(one)) readLayers(one, step, log);
      else if (name !== key) readField([name], one, { step, log, place });
    }
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

/** A field under names within names, as Weights & Biases nests its history. */
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
