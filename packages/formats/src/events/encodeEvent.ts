import { Writer } from 'protobufjs/minimal.js';
import { checkShape, elementWriter, type NpyValues, storeElements } from '../elements.ts';
import type { EventValue, HistogramEvent, Moments, ScalarEvent, TensorEvent } from './eventValue.ts';

// The numbers written with `uint32` are fields with their wire types, as in the file.

/** The text in the first record of an event file. */
const FILE_VERSION = 'brain.Event:2';

/** TensorFlow's numbers for types (tensorflow/core/framework/types.proto). */
const DTYPES = { f8: 2, f4: 1, i4: 3, u1: 4 } as const;
const DT_STRING = 7;
/** TensorBoard's numbers for classes of data (tensorflow/core/framework/summary.proto). */
const DATA_CLASS_SCALAR = 1;
const DATA_CLASS_TENSOR = 2;

/** The Event that begins a file. */
export function encodeVersion(wallTime: number): Uint8Array {
  return new Writer().uint32(0x09).double(wallTime).uint32(0x1a).string(FILE_VERSION).finish();
}

/**
 * The Event of one value; the first of a tag names the part of TensorBoard that shows it.
 *
 * @throws RangeError for a step that is not an integer, buckets that are not rows of three, or a shape that
 *   does not fit
 *
 * Source: tensorflow/core/util/event.proto, and summary.proto and tensor.proto in tensorflow/core/framework.
 */
export function encodeEvent(value: EventValue, isFirst: boolean): Uint8Array {
  const { tag, step, wallTime } = value;
  if (!Number.isSafeInteger(step)) throw new RangeError(`step: expected an integer, got ${step}`);
  const writer = new Writer().uint32(0x09).double(wallTime).uint32(0x10).int64(step);
  // Event.summary, Summary.value, Summary.Value.tag.
  writer.uint32(0x2a).fork().uint32(0x0a).fork().uint32(0x0a).string(tag);
  if (value.kind === 'scalar') encodeScalar(writer, value, isFirst);
  else if (value.kind === 'histogram') encodeHistogram(writer, value, isFirst);
  else encodeTensor(writer, value, isFirst);
  return writer.ldelim().ldelim().finish();
}

function encodeScalar(writer: Writer, { value, precision }: ScalarEvent, isFirst: boolean): void {
  if (precision !== 'float64') {
    writer.uint32(0x15).float(value);
    return;
  }
  encodeNumbers(writer, [], Float64Array.of(value));
  if (isFirst) encodeMetadata(writer, 'scalars', DATA_CLASS_SCALAR);
}

function encodeHistogram(writer: Writer, { buckets, moments }: HistogramEvent, isFirst: boolean): void {
  if (buckets.length % 3 !== 0)
    throw new RangeError(`buckets: expected rows of 3, got ${buckets.length} values`);
  if (moments) {
    encodeOldHistogram(writer, buckets, moments);
    return;
  }
  encodeNumbers(writer, [buckets.length / 3, 3], buckets);
  if (isFirst) encodeMetadata(writer, 'histograms', DATA_CLASS_TENSOR);
}

/** HistogramProto: the buckets by their right edges and counts. */
function encodeOldHistogram(writer: Writer, buckets: Float64Array, moments: Moments): void {
  const { min, max, count, sum, sumSquares } = moments;
  const column = (place: number) => Array.from(buckets.filter((_, i) => i % 3 === place));
  writer.uint32(0x2a).fork().uint32(0x09).double(min).uint32(0x11).double(max).uint32(0x19).double(count);
  writer.uint32(0x21).double(sum).uint32(0x29).double(sumSquares);
  writer.uint32(0x32).doubles(column(1)).uint32(0x3a).doubles(column(2)).ldelim();
}

function encodeTensor(writer: Writer, { shape, values, plugin }: TensorEvent, isFirst: boolean): void {
  if (isNumbers(values)) {
    checkShape(shape, values);
    encodeNumbers(writer, shape, values);
  } else {
    encodeTexts(writer, shape, values);
  }
  if (isFirst && plugin !== '') encodeMetadata(writer, plugin, DATA_CLASS_TENSOR);
}

function isNumbers(values: TensorEvent['values']): values is NpyValues {
  return ArrayBuffer.isView(values);
}

/** TensorProto: dtype, tensor_shape, tensor_content. */
function encodeNumbers(writer: Writer, shape: readonly number[], values: NpyValues): void {
  const content = new Uint8Array(values.byteLength);
  storeElements(values, content, 0);
  writer.uint32(0x42).fork().uint32(0x08).uint32(DTYPES[elementWriter(values).kind]);
  encodeShape(writer, shape);
  writer.uint32(0x22).bytes(content).ldelim();
}

/** TensorProto: dtype, tensor_shape, string_val. */
function encodeTexts(writer: Writer, shape: readonly number[], texts: readonly string[]): void {
  writer.uint32(0x42).fork().uint32(0x08).uint32(DT_STRING);
  encodeShape(writer, shape);
  for (const text of texts) writer.uint32(0x42).string(text);
  writer.ldelim();
}

function encodeShape(writer: Writer, shape: readonly number[]): void {
  writer.uint32(0x12).fork();
  for (const extent of shape) writer.uint32(0x12).fork().uint32(0x08).int64(extent).ldelim();
  writer.ldelim();
}

/** SummaryMetadata: plugin_data.plugin_name, data_class. */
function encodeMetadata(writer: Writer, plugin: string, dataClass: number): void {
  writer.uint32(0x4a).fork().uint32(0x0a).fork().uint32(0x0a).string(plugin).ldelim();
  writer.uint32(0x20).uint32(dataClass).ldelim();
}
