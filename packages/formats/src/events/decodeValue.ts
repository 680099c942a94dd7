import type { Reader } from 'protobufjs/minimal.js';
import { tuple } from '../elements.ts';
import { decodeHistogram } from './decodeHistogram.ts';
import { decodeTensor, type Tensor } from './decodeTensor.ts';
import { EventError } from './eventError.ts';
import type { EventValue } from './eventValue.ts';
import { enter } from './protobufReader.ts';
import type { TagEntry } from './tagTable.ts';
import type { ValueParts } from './valueParts.ts';

/** The value whose parts these are; undefined where it has none that is decoded. */
export function decodeValue(
  reader: Reader,
  { simpleValue, histogram, tensor }: ValueParts,
  { name: tag, kind, plugin }: TagEntry,
  step: number,
  wallTime: number,
): EventValue | undefined {
  if (simpleValue !== undefined) {
    return { kind: 'scalar', tag, step, wallTime, value: simpleValue, precision: 'float32' };
  }
  if (histogram) {
    enter(reader, histogram);
    return { kind: 'histogram', tag, step, wallTime, ...decodeHistogram(reader) };
  }
  if (!tensor) return undefined;
  const decoded = decodeTensor(reader, tensor);
  if (kind === 'scalar') return { kind, tag, step, wallTime, ...scalarOf(decoded) };
  if (kind === 'histogram') return { kind, tag, step, wallTime, buckets: bucketsOf(decoded) };
  return { kind: 'tensor', tag, step, wallTime, plugin, ...decoded };
}

function scalarOf({ shape, values }: Tensor): { value: number; precision: 'float32' | 'float64' } {
  const [value] = values;
  if (typeof value !== 'number' || values.length !== 1) throw new EventError('one number', tuple(shape));
  return { value, precision: values instanceof Float32Array ? 'float32' : 'float64' };
}

function bucketsOf({ shape, values }: Tensor): Float64Array {
  const isTable = shape.length === 2 && shape[1] === 3;
  if (isTable && values instanceof Float64Array) return values;
  if (isTable && values instanceof Float32Array) return Float64Array.from(values);
  throw new EventError('buckets (k, 3) of floats', tuple(shape));
}
