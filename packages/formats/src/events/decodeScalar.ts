import type { Reader } from 'protobufjs/minimal.js';
import { tuple } from '../elements.ts';
import { decodeTensor } from './decodeTensor.ts';
import { EventError } from './eventError.ts';
import type { ScalarEvent } from './eventValue.ts';
import { enter, type Span } from './protobufReader.ts';

type Scalar = Required<Pick<ScalarEvent, 'value' | 'precision'>>;

/** Fields of TensorProto with their wire types, as in the file; PACKED may hold several. */
const DTYPE = 0x08;
const CONTENT = 0x22;
const FLOAT = 0x2d;
const PACKED_FLOAT = 0x2a;
const DOUBLE = 0x31;
const PACKED_DOUBLE = 0x32;
/** TensorFlow's numbers for types. */
const DT_FLOAT = 1;
const DT_DOUBLE = 2;

/**
 * The number in a TensorProto of one number.
 *
 * @throws EventError if it holds more, or none
 */
export function decodeScalar(reader: Reader, span: Span): Scalar {
  return decodeFloat(reader, span) ?? decodeOther(reader, span);
}

/** One float, as TensorFlow 2 writes its scalars by the million, read without the arrays of a tensor. */
function decodeFloat(reader: Reader, { start, end }: Span): Scalar | undefined {
  let dtype = 0;
  let at = start;
  let bytes = 0;
  enter(reader, start, end);
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === DTYPE) dtype = reader.uint32();
    else if (tag === FLOAT || tag === DOUBLE) {
      at = reader.pos;
      bytes = tag === FLOAT ? 4 : 8;
      reader.skip(bytes);
    } else if (tag === CONTENT || tag === PACKED_FLOAT || tag === PACKED_DOUBLE) {
      bytes = reader.size();
      at = reader.pos;
      reader.skip(bytes);
    } else reader.skipType(tag & 7);
  }
  reader.pos = at;
  if (dtype === DT_FLOAT && bytes === 4) return { value: reader.float(), precision: 'float32' };
  if (dtype === DT_DOUBLE && bytes === 8) return { value: reader.double(), precision: 'float64' };
  return undefined;
}

function decodeOther(reader: Reader, span: Span): Scalar {
  const { shape, values } = decodeTensor(reader, span);
  const [value] = values;
  if (typeof value !== 'number' || values.length !== 1) throw new EventError('one number', tuple(shape));
  return { value, precision: values instanceof Float32Array ? 'float32' : 'float64' };
}
