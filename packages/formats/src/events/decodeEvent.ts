import type { Reader } from 'protobufjs/minimal.js';
import { decodeValue } from './decodeValue.ts';
import { EventError } from './eventError.ts';
import type { EventTag, EventValue } from './eventValue.ts';
import { enter, readInteger } from './protobufReader.ts';
import { type TagEntry, TagTable } from './tagTable.ts';
import { describeTag, ValueParts } from './valueParts.ts';

/** Fields of Event and of Summary with their wire types, as in the file. */
const WALL_TIME = 0x09;
const STEP = 0x10;
const SUMMARY = 0x2a;
const VALUE = 0x0a;

/** With more tags than this, the names do not denote measurements. */
const MOST_TAGS = 100_000;

/** Whether to decode the values of a tag. */
export type Wants = (tag: Pick<EventTag, 'name' | 'kind' | 'plugin'>) => boolean;

/**
 * Decodes the values of one file's events; it remembers the tags, because only the first value of a tag may
 * describe it.
 */
export class EventDecoder {
  /**
   * The wanted values of the last event, `count` of them: clearing the array for each record would be slower
   * than reading it.
   */
  readonly values: EventValue[] = [];
  count = 0;
  private readonly table = new TagTable();
  private readonly wants: Wants;
  private readonly parts = new ValueParts();
  private step = 0;
  private wallTime = 0;

  constructor(wants: Wants) {
    this.wants = wants;
  }

  get tags(): readonly TagEntry[] {
    return this.table.entries;
  }

  /**
   * Sets `values` to the wanted values of the Event from `start` to `end`; no others are decoded.
   *
   * @throws EventError or protobufjs's own for an invalid Event; the values before the fault are kept
   *
   * Source: tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto.
   */
  decode(reader: Reader, start: number, end: number): void {
    this.count = 0;
    this.step = 0;
    this.wallTime = 0;
    let summaryStart = start;
    let summaryEnd = start;
    enter(reader, start, end);
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === WALL_TIME) this.wallTime = reader.double();
      else if (tag === STEP) this.step = readInteger(reader);
      else if (tag === SUMMARY) {
        const length = reader.size();
        summaryStart = reader.pos;
        summaryEnd = reader.skip(length).pos;
      } else reader.skipType(tag & 7);
    }
    // Last, because the step may come after it.
    this.summary(reader, summaryStart, summaryEnd);
  }

  private summary(reader: Reader, start: number, end: number): void {
    enter(reader, start, end);
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === VALUE) {
        const length = reader.size();
        const valueStart = reader.pos;
        const valueEnd = reader.skip(length).pos;
        enter(reader, valueStart, valueEnd);
        this.value(reader);
        enter(reader, valueEnd, end);
      } else reader.skipType(tag & 7);
    }
  }

  private value(reader: Reader): void {
    const parts = this.parts;
    parts.find(reader);
    const entry = this.table.find(reader.buf, parts.tagStart, parts.tagEnd) ?? this.newTag(reader);
    if (entry.count++ === 0) entry.firstStep = this.step;
    entry.lastStep = this.step;
    if (!entry.isWanted) return;
    const value = decodeValue(reader, parts, entry, this.step, this.wallTime);
    if (value) this.values[this.count++] = value;
  }

  private newTag(reader: Reader): TagEntry {
    if (this.table.entries.length === MOST_TAGS)
      throw new EventError(`at most ${MOST_TAGS} tags`, 'one more');
    const described = describeTag(reader, this.parts);
    const isWanted = described.kind !== 'other' && this.wants(described);
    const entry = { ...described, isWanted, count: 0, firstStep: 0, lastStep: 0 };
    this.table.add(entry, reader.buf, this.parts.tagStart, this.parts.tagEnd);
    return entry;
  }
}
