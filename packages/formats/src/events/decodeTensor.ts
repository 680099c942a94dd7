import { strFromU8 } from 'fflate';
import type { Reader } from 'protobufjs/minimal.js';
import { elementCount, type NpyValues, readElements, tuple } from '../elements.ts';
import type { Refuse } from '../formatError.ts';
import { EventError } from './eventError.ts';
import { enter, readInteger, readSpan, type Span } from './protobufReader.ts';
import { TENSOR_KINDS, type TensorKind } from './tensorKinds.ts';

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: NpyValues | readonly string[];
}

/** Fields of TensorProto with their wire types, as in the file. */
const DTYPE = 0x08;
const SHAPE = 0x12;
const CONTENT = 0x22;
const STRING = 0x42;
/** The field of TensorShapeProto that holds an axis, and the field of the axis that holds its size. */
const AXIS = 0x12;
const EXTENT = 0x08;
/** TensorFlow's number for text. */
const DT_STRING = 7;
/** One value may represent a whole tensor of at most this many. */
const MOST_REPEATED = 2 ** 12;

/** The places of the parts of a TensorProto. */
interface Parts {
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly content: Span | undefined;
  readonly strings: readonly Span[];
}

/**
 * The tensor of a TensorProto's bytes.
 *
 * @throws EventError if its type is neither number nor text, or its values do not fill its shape
 *
 * Source: tensorflow/core/framework/tensor.proto, and tensor_util.make_ndarray for fewer values than the
 * shape holds.
 */
export function decodeTensor(reader: Reader, span: Span): Tensor {
  const { dtype, shape, content, strings } = findParts(reader, span);
  if (dtype === DT_STRING) return { shape, values: texts(reader, strings, shape) };
  const kind = TENSOR_KINDS[dtype];
  if (kind === undefined) throw new EventError('a tensor of numbers or text', `TensorFlow's type ${dtype}`);
  if (content !== undefined) return { shape, values: contentValues(reader.buf, content, kind, shape) };
  return { shape, values: filled(listedValues(reader, span, kind), kind, shape) };
}

function findParts(reader: Reader, span: Span): Parts {
  let dtype = 0;
  let axes: Span | undefined;
  let content: Span | undefined;
  const strings: Span[] = [];
  enter(reader, span.start, span.end);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === DTYPE) dtype = reader.uint32();
    else if (tag === SHAPE) axes = readSpan(reader);
    else if (tag === CONTENT) content = readSpan(reader);
    else if (tag === STRING) strings.push(readSpan(reader));
    else reader.skipType(tag & 7);
  }
  const shape = axes === undefined ? [] : readShape(reader, axes);
  return { dtype, shape, content, strings };
}

function readShape(reader: Reader, span: Span): number[] {
  const axes: Span[] = [];
  enter(reader, span.start, span.end);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === AXIS) axes.push(readSpan(reader));
    else reader.skipType(tag & 7);
  }
  const shape = axes.map(axis => readExtent(reader, axis));
  if (shape.every(extent => extent >= 0)) return shape;
  throw new EventError('a shape of counts', tuple(shape));
}

function readExtent(reader: Reader, span: Span): number {
  let extent = 0;
  enter(reader, span.start, span.end);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === EXTENT) extent = readInteger(reader);
    else reader.skipType(tag & 7);
  }
  return extent;
}

function texts({ buf }: Reader, strings: readonly Span[], shape: readonly number[]): string[] {
  const count = elementCount(shape);
  if (strings.length !== count) throw new EventError(`${count} texts for ${tuple(shape)}`, strings.length);
  return strings.map(({ start, end }) => strFromU8(buf.subarray(start, end)));
}

function contentValues(
  bytes: Uint8Array,
  { start, end }: Span,
  { element }: TensorKind,
  shape: readonly number[],
): NpyValues {
  const expected = elementCount(shape) * element.size;
  if (end - start !== expected) {
    throw new EventError(`${expected} bytes of content for ${tuple(shape)}`, end - start);
  }
  const refuse: Refuse = (_, rule, got) => {
    throw new EventError(rule, got);
  };
  return readElements(element, { bytes, start, end, littleEndian: true, refuse });
}

/** Values listed one by one, packed or not. */
function listedValues(reader: Reader, span: Span, { field, wireType, read }: TensorKind): number[] {
  const values: number[] = [];
  enter(reader, span.start, span.end);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 8 * field + wireType) values.push(read(reader));
    else if (tag === 8 * field + 2) {
      const end = reader.uint32() + reader.pos;
      while (reader.pos < end) values.push(read(reader));
    } else reader.skipType(tag & 7);
  }
  return values;
}

/** The last listed value replaces the missing ones. */
function filled(listed: readonly number[], { element }: TensorKind, shape: readonly number[]): NpyValues {
  const count = elementCount(shape);
  if (listed.length > count)
    throw new EventError(`at most ${count} values for ${tuple(shape)}`, listed.length);
  if (count > Math.max(MOST_REPEATED, listed.length)) {
    throw new EventError(`a shape of at most ${MOST_REPEATED} repeated values`, tuple(shape));
  }
  const values = element.allocate(count).fill(listed.at(-1) ?? 0);
  values.set(listed);
  return values;
}
