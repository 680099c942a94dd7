import type { Reader } from 'protobufjs/minimal.js';
import { tuple } from '../elements.ts';
import { decodeHistogram } from './decodeHistogram.ts';
import { decodeScalar } from './decodeScalar.ts';
import { decodeTensor, type Tensor } from './decodeTensor.ts';
import { EventError } from './eventError.ts';
import type { EventValue } from './eventValue.ts';
import { enter } from './protobufReader.ts';
import type { TagEntry } from './tagTable.ts';
import type { ValueParts } from './valueParts.ts';

/** The value with these parts; undefined if none of them is decoded. */
export function decodeValue(
  reader: Reader,
  { hasSimpleValue, simpleValue, histogram, tensor }: ValueParts,
  { name: tag, kind, plugin }: TagEntry,
  step: number,
  wallTime: number,
): EventValue | undefined {
  if (hasSimpleValue) {
    return { kind: 'scalar', tag, step, wallTime, value: simpleValue, precision: 'float32' };
  }
  if (histogram) {
    enter(reader, histogram.start, histogram.end);
    return { kind: 'histogram', tag, step, wallTime, ...decodeHistogram(reader) };
  }
  if (!tensor) return undefined;
  if (kind === 'scalar') {
    const { value, precision } = decodeScalar(reader, tensor);
    return { kind, tag, step, wallTime, value, precision };
  }
  const decoded = decodeTensor(reader, tensor);
  if (kind === 'histogram') return { kind, tag, step, wallTime, buckets: bucketsOf(decoded) };
  return { kind: 'tensor', tag, step, wallTime, plugin, ...decoded };
}

function bucketsOf({ shape, values }: Tensor): Float64Array {
  const isTable = shape.length === 2 && shape[1] === 3;
  if (isTable && values instanceof Float64Array) return values;
  if (isTable && values instanceof Float32Array) return Float64Array.from(values);
  throw new EventError('buckets (k, 3) of floats', tuple(shape));
}
