import { strFromU8 } from 'fflate';
import type { Reader } from 'protobufjs/minimal.js';
import type { EventTag } from './eventValue.ts';
import { enter, readSpan, type Span } from './protobufReader.ts';

/** Fields of Summary.Value with the way they are stored, as they stand in the file. */
const TAG = 0x0a;
const SIMPLE_VALUE = 0x15;
const HISTOGRAM = 0x2a;
const TENSOR = 0x42;
const METADATA = 0x4a;
/** The first field of SummaryMetadata, and the first of that. */
const PLUGIN_DATA = 0x0a;
const PLUGIN_NAME = 0x0a;

/** Parts of TensorBoard whose tensors hold the bytes of pictures and sounds. */
const OPAQUE_PLUGINS = ['images', 'audio'];

/** Where the parts of a Summary.Value stand, none of them decoded. */
export interface ValueParts {
  tag: Span;
  simpleValue: number | undefined;
  histogram: Span | undefined;
  tensor: Span | undefined;
  metadata: Span | undefined;
}

export function findValueParts(reader: Reader, value: Span): ValueParts {
  const parts: ValueParts = {
    tag: { start: value.start, end: value.start },
    simpleValue: undefined,
    histogram: undefined,
    tensor: undefined,
    metadata: undefined,
  };
  enter(reader, value);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === TAG) parts.tag = readSpan(reader);
    else if (tag === SIMPLE_VALUE) parts.simpleValue = reader.float();
    else if (tag === HISTOGRAM) parts.histogram = readSpan(reader);
    else if (tag === TENSOR) parts.tensor = readSpan(reader);
    else if (tag === METADATA) parts.metadata = readSpan(reader);
    else reader.skipType(tag & 7);
  }
  return parts;
}

/** What a tag is, by its first value. */
export function describeTag(reader: Reader, parts: ValueParts): Pick<EventTag, 'name' | 'kind' | 'plugin'> {
  const { start, end } = parts.tag;
  const name = strFromU8(reader.buf.subarray(start, end));
  if (parts.simpleValue !== undefined) return { name, kind: 'scalar', plugin: 'scalars' };
  if (parts.histogram) return { name, kind: 'histogram', plugin: 'histograms' };
  const plugin = parts.metadata ? readPlugin(reader, parts.metadata) : '';
  if (!parts.tensor || OPAQUE_PLUGINS.includes(plugin)) return { name, kind: 'other', plugin };
  if (plugin === 'scalars') return { name, kind: 'scalar', plugin };
  return { name, kind: plugin === 'histograms' ? 'histogram' : 'tensor', plugin };
}

function readPlugin(reader: Reader, metadata: Span): string {
  const data = firstField(reader, metadata, PLUGIN_DATA);
  const name = data && firstField(reader, data, PLUGIN_NAME);
  return name ? strFromU8(reader.buf.subarray(name.start, name.end)) : '';
}

function firstField(reader: Reader, message: Span, field: number): Span | undefined {
  enter(reader, message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === field) return readSpan(reader);
    reader.skipType(tag & 7);
  }
  return undefined;
}
