import type { ByteSource } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { readJsonl } from '../readJsonl.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { binsOf } from './loggedHistogram.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { stepOf } from './steps.ts';

type Fields = Readonly<Record<string, unknown>>;

const STEP_KEYS = ['step', '_step', 'global_step', 'trainer/global_step', 'iteration', 'batch'];

/**
 * Reads a log of one JSON object a step: of our own schema (`docs/importing.md`), where the numbers of each layer stand under `layers`; or of
 * any other, as Weights & Biases writes its history, where every number's name is a tag. Without a step the lines are the steps.
 *
 * @throws FormatError with the line
 */
export async function readJsonlLog(source: ByteSource, file: string, log: LogBuilder): Promise<void> {
  let row = 0;
  for await (const { line, value } of readJsonl(source, { file })) {
    if ('gradscope' in value) {
      readHeader(value, file, line, log);
      continue;
    }
    const key = STEP_KEYS.find(name => typeof value[name] === 'number');
    const step = stepOf(key ? (value[key] as number) : row, () => `${file}, line ${line}`);
    row++;
    for (const [name, one] of Object.entries(value)) {
      if (name === 'layers' && isFields(one)) readLayers(one, step, log);
      else if (name !== key) readField(name, one, step, log);
    }
  }
}

/** `{"gradscope": 1, "layers": [{"name": "net.0", "shape": [2, 50], "activation": "sigmoid"}, …]}` */
function readHeader({ gradscope, layers }: Fields, file: string, line: number, log: LogBuilder): void {
  const refuse = (rule: string, got: unknown): never => {
    throw new FormatError({ file, place: `line ${line}`, rule, got: JSON.stringify(got) });
  };
  if (gradscope !== 1) refuse('version 1 of this log', gradscope);
  if (layers === undefined) return;
  const list: readonly unknown[] = Array.isArray(layers) ? layers : refuse('layers as a list', layers);
  const names = list.map(layer => {
    if (!isFields(layer) || typeof layer.name !== 'string') return refuse('a name for each layer', layer);
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

function readField(name: string, value: unknown, step: number, log: LogBuilder): void {
  const number = numberOf(value);
  if (number !== undefined) log.add(name, step, number);
  if (!isFields(value)) return;
  const bins = binsOf(value);
  if (bins) log.addValues(name, step, statisticsOfBins(bins));
  else if (!('_type' in value)) {
    for (const [key, one] of Object.entries(value)) readField(`${name}/${key}`, one, step, log);
  }
}

/** NaN and infinities are text in what Weights & Biases exports. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
