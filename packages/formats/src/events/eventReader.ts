import { Reader } from 'protobufjs/minimal.js';
import { type ByteSource, piecesOf } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { EventDecoder, type Wants } from './decodeEvent.ts';
import { EventError } from './eventError.ts';
import type { EventTag, EventValue } from './eventValue.ts';
import { RecordReader } from './recordReader.ts';

/** Problems beyond these are only counted. */
const MOST_PROBLEMS = 100;

export interface EventOptions {
  /** The name of the file in errors. */
  readonly file?: string;
  /** Asked once for each tag, at its first value; the values of a tag that is not wanted are not decoded. */
  readonly wants?: Wants;
}

/** The findings about an event file read so far. */
export interface EventSummary {
  /** In the order of their first occurrence. */
  readonly tags: readonly EventTag[];
  readonly records: number;
  readonly bytes: number;
  /** Bytes of an incomplete last record: the file is cut off, or still being written. */
  readonly pending: number;
  /** The first 100 faults that caused something to be left out; each names file and offset. */
  readonly problems: readonly FormatError[];
  readonly problemCount: number;
}

/**
 * Reads a TensorBoard event file piece by piece, in memory that does not grow with the file.
 *
 * A growing file can be followed: keep the reader, and push the bytes appended since. A record that breaks a
 * rule is left out and noted among the problems.
 */
export class EventReader {
  private readonly records: RecordReader;
  private readonly decoder: EventDecoder;
  private readonly onValue: (value: EventValue) => void;
  private readonly file: string;
  private readonly problems: FormatError[] = [];
  private problemCount = 0;
  private recordCount = 0;
  private place = 0;
  private reader = new Reader(new Uint8Array(0));

  /** @param onValue is called for each wanted value, in the order of the file */
  constructor(
    onValue: (value: EventValue) => void,
    { file = 'events', wants = () => true }: EventOptions = {},
  ) {
    this.onValue = onValue;
    this.file = file;
    this.decoder = new EventDecoder(wants);
    this.records = new RecordReader({
      onRecord: (bytes, start, end, offset) => this.record(bytes, start, end, offset),
      onProblem: (offset, rule, got) => this.problem(offset, rule, got),
    });
  }

  /** Takes the next bytes of the file, any number of them. */
  push(chunk: Uint8Array): void {
    this.records.push(chunk);
  }

  /** Number of bytes read so far. */
  get bytes(): number {
    return this.records.bytes;
  }

  /** Byte offset in the file of the record whose value is being reported. */
  get offset(): number {
    return this.place;
  }

  summary(): EventSummary {
    const { bytes, pending } = this.records;
    return {
      tags: this.decoder.tags.map(({ isWanted: _, ...tag }) => tag),
      records: this.recordCount,
      bytes,
      pending,
      problems: [...this.problems],
      problemCount: this.problemCount,
    };
  }

  private record(bytes: Uint8Array, start: number, end: number, offset: number): void {
    // A reader an array, not a reader a record.
    if (this.reader.buf !== bytes) this.reader = new Reader(bytes);
    this.recordCount++;
    this.place = offset;
    const decoder = this.decoder;
    try {
      decoder.decode(this.reader, start, end);
    } catch (error) {
      // The library's own errors count from the beginning of its array, which says nothing here.
      const { rule, got } = error instanceof EventError ? error : { rule: 'an Event', got: 'other bytes' };
      this.problem(offset, rule, got);
    }
    for (let i = 0; i < decoder.count; i++) this.onValue(decoder.values[i]);
  }

  private problem(offset: number, rule: string, got: string | number | bigint): void {
    this.problemCount++;
    if (this.problems.length === MOST_PROBLEMS) return;
    this.problems.push(new FormatError({ file: this.file, offset, rule, got }));
  }
}

/**
 * Reads a TensorBoard event file from beginning to end.
 *
 * @param source its bytes, whole or in pieces
 * @param onValue is called for each wanted value, in the order of the file
 * @returns the findings, with the problems of skipped records
 * @throws FormatError (the promise rejects) if no record is complete: then it is not an event file
 */
export async function readEvents(
  source: ByteSource,
  onValue: (value: EventValue) => void,
  options: EventOptions = {},
): Promise<EventSummary> {
  const reader = new EventReader(onValue, options);
  for await (const piece of piecesOf(source)) reader.push(piece);
  return wholeSummary(reader, options.file);
}

/**
 * The findings about a file that was read to its end.
 *
 * @throws FormatError if no record is complete: then it is not an event file
 */
export function wholeSummary(reader: EventReader, file = 'events'): EventSummary {
  const summary = reader.summary();
  if (summary.records === 0 && summary.bytes > 0) {
    throw new FormatError({ file, offset: 0, rule: 'a TensorBoard event file', got: 'no whole record' });
  }
  return summary;
}
