import type { Reader } from 'protobufjs/minimal.js';
import { decodeValue } from './decodeValue.ts';
import { EventError } from './eventError.ts';
import type { EventTag, EventValue } from './eventValue.ts';
import { enter, readInteger, readSpan, type Span } from './protobufReader.ts';
import { type TagEntry, TagTable } from './tagTable.ts';
import { describeTag, findValueParts, type ValueParts } from './valueParts.ts';

/** Fields of Event, and the one of Summary, with the way they are stored, as they stand in the file. */
const WALL_TIME = 0x09;
const STEP = 0x10;
const SUMMARY = 0x2a;
const VALUE = 0x0a;

/** Above this the tags of a file are no names of things measured. */
const MOST_TAGS = 100_000;

/** Whether the values of a tag are wanted. */
export type Wants = (tag: Pick<EventTag, 'name' | 'kind' | 'plugin'>) => boolean;

/** Reads the values of one file's events; it remembers the tags, whose first value alone may say what they are. */
export class EventDecoder {
  readonly #tags = new TagTable();
  readonly #wants: Wants;
  #step = 0;
  #wallTime = 0;

  constructor(wants: Wants) {
    this.#wants = wants;
  }

  get tags(): readonly TagEntry[] {
    return this.#tags.entries;
  }

  /**
   * Adds the wanted values of an Event; no others are decoded.
   *
   * @throws EventError or protobufjs's own for what is no Event; the values before it have been added
   *
   * Source: tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto.
   */
  decode(reader: Reader, event: Span, values: EventValue[]): void {
    this.#step = 0;
    this.#wallTime = 0;
    let summary: Span | undefined;
    enter(reader, event);
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === WALL_TIME) this.#wallTime = reader.double();
      else if (tag === STEP) this.#step = readInteger(reader);
      else if (tag === SUMMARY) summary = readSpan(reader);
      else reader.skipType(tag & 7);
    }
    if (summary) this.#summary(reader, summary, values);
  }

  #summary(reader: Reader, { start, end }: Span, values: EventValue[]): void {
    let at = start;
    while (at < end) {
      enter(reader, { start: at, end });
      const tag = reader.uint32();
      if (tag === VALUE) this.#value(reader, readSpan(reader), values);
      else reader.skipType(tag & 7);
      at = reader.pos;
    }
  }

  #value(reader: Reader, span: Span, values: EventValue[]): void {
    const parts = findValueParts(reader, span);
    const entry = this.#entry(reader, parts);
    if (entry.count++ === 0) entry.firstStep = this.#step;
    entry.lastStep = this.#step;
    if (entry.isWanted) {
      const value = decodeValue(reader, parts, entry, this.#step, this.#wallTime);
      if (value) values.push(value);
    }
    reader.pos = span.end;
  }

  #entry(reader: Reader, parts: ValueParts): TagEntry {
    const { start, end } = parts.tag;
    const known = this.#tags.find(reader.buf, start, end);
    if (known) return known;
    if (this.#tags.entries.length === MOST_TAGS)
      throw new EventError(`at most ${MOST_TAGS} tags`, 'one more');
    const described = describeTag(reader, parts);
    const isWanted = described.kind !== 'other' && this.#wants(described);
    const entry = { ...described, isWanted, count: 0, firstStep: 0, lastStep: 0 };
    this.#tags.add(entry, reader.buf, start, end);
    return entry;
  }
}
