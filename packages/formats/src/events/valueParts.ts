import { strFromU8 } from 'fflate';
import type { Reader } from 'protobufjs/minimal.js';
import type { EventTag } from './eventValue.ts';
import { enter, readSpan, type Span } from './protobufReader.ts';

/** Fields of Summary.Value with their wire types, as in the file. */
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

/**
 * The places of the parts of a Summary.Value, decoding only a simple value.
 *
 * A file has millions of values, nearly all of them one simple value, so one object is reused for all of
 * them.
 */
export class ValueParts {
  tagStart = 0;
  tagEnd = 0;
  hasSimpleValue = false;
  simpleValue = 0;
  histogram: Span | undefined;
  tensor: Span | undefined;
  metadata: Span | undefined;

  /** Finds the parts from the reader's place to its end. */
  find(reader: Reader): void {
    this.tagStart = this.tagEnd = reader.pos;
    this.hasSimpleValue = false;
    this.histogram = this.tensor = this.metadata = undefined;
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === TAG) {
        const length = reader.size();
        this.tagStart = reader.pos;
        this.tagEnd = reader.skip(length).pos;
      } else if (tag === SIMPLE_VALUE) {
        this.hasSimpleValue = true;
        this.simpleValue = reader.float();
      } else if (tag === HISTOGRAM) this.histogram = readSpan(reader);
      else if (tag === TENSOR) this.tensor = readSpan(reader);
      else if (tag === METADATA) this.metadata = readSpan(reader);
      else reader.skipType(tag & 7);
    }
  }
}

/** The kind of a tag, by its first value. */
export function describeTag(reader: Reader, parts: ValueParts): Pick<EventTag, 'name' | 'kind' | 'plugin'> {
  const name = strFromU8(reader.buf.subarray(parts.tagStart, parts.tagEnd));
  if (parts.hasSimpleValue) return { name, kind: 'scalar', plugin: 'scalars' };
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

function firstField(reader: Reader, { start, end }: Span, field: number): Span | undefined {
  enter(reader, start, end);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === field) return readSpan(reader);
    reader.skipType(tag & 7);
  }
  return undefined;
}
