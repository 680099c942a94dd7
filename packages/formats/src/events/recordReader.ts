import type { Refuse } from '../formatError.ts';
import { GrowingBytes } from './growingBytes.ts';
import { maskedCrc32c } from './maskedCrc32c.ts';

/** Before the data: its length in 8 bytes and their checksum. */
export const HEADER_BYTES = 12;
/** After the data: its checksum. */
export const FOOTER_BYTES = 4;
/** A longer record, a huge graph or image, is passed over: it would have to be held whole. */
const LONGEST_RECORD = 2 ** 26;
/** Bytes gathered at a time while no record is recognised. */
const SEARCH_BYTES = 2 ** 16;

export interface RecordHandlers {
  /** A record's data is in `bytes` from `start` to `end`; the record began at byte `offset` of the file. */
  readonly onRecord: (bytes: Uint8Array, start: number, end: number, offset: number) => void;
  /** Called if a rule is broken at a byte of the file; reading continues behind it. */
  readonly onProblem: (...problem: Parameters<Refuse>) => void;
}

/**
 * Splits a stream of bytes into the records of a TFRecord file, in memory that does not grow with the file.
 *
 * A record with a wrong checksum is left out. If a record's length has a wrong checksum, the start of the
 * next record is unknown: it is searched for, as 8 bytes followed by their right checksum.
 *
 * Source: tensorflow/core/lib/io/record_writer.h: u64 length, u32 masked CRC-32C of it, data, u32 masked
 * CRC-32C of it.
 */
export class RecordReader {
  private readonly handlers: RecordHandlers;
  /** The beginning of an incomplete record. */
  private readonly carry = new GrowingBytes();
  /** The file offset of the next byte to process. */
  private offset = 0;
  /** Remaining bytes of a record too long to hold. */
  private toSkip = 0;
  private isLost = false;

  constructor(handlers: RecordHandlers) {
    this.handlers = handlers;
  }

  /** Bytes behind the last whole record. */
  get pending(): number {
    return this.carry.length;
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.offset + this.carry.length;
  }

  /** Takes the next bytes of the file, any number of them; only copies are kept. */
  push(chunk: Uint8Array): void {
    const carry = this.carry;
    // Not Node's Buffer: code that meets only one kind of array runs twice as fast.
    let rest = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    while (carry.length > 0 && rest.length > 0) {
      const lacking = this.needed() - carry.length;
      carry.append(rest.subarray(0, lacking));
      rest = rest.subarray(lacking);
      carry.dropFirst(this.scan(carry.bytes));
    }
    if (carry.length === 0) carry.append(rest.subarray(this.scan(rest)));
  }

  /** The length at which the carried bytes can be processed. */
  private needed(): number {
    const { length, bytes } = this.carry;
    if (this.isLost) return length + SEARCH_BYTES;
    if (length < HEADER_BYTES) return HEADER_BYTES;
    return HEADER_BYTES + viewOf(bytes).getUint32(0, true) + FOOTER_BYTES;
  }

  /** Hands out the records that are whole, and returns how many bytes are done with. */
  private scan(bytes: Uint8Array): number {
    const view = viewOf(bytes);
    let at = 0;
    while (true) {
      if (this.toSkip > 0) at = this.skip(at, bytes.length);
      if (this.isLost) at = this.search(view, at);
      if (this.toSkip > 0 || bytes.length - at < HEADER_BYTES) break;
      const next = this.record(bytes, view, at);
      if (next === at) break;
      at = next;
    }
    this.offset += at;
    return at;
  }

  private skip(at: number, end: number): number {
    const skipped = Math.min(this.toSkip, end - at);
    this.toSkip -= skipped;
    return at + skipped;
  }

  /** The first place from `at` on at which a record may begin. */
  private search(view: DataView, at: number): number {
    const last = view.byteLength - HEADER_BYTES;
    while (at <= last && !beginsRecord(view, at)) at++;
    this.isLost = at > last;
    return at;
  }

  /**
   * Handles the record at `at`, and returns the start of the next one; `at` itself if the record is
   * incomplete.
   */
  private record(bytes: Uint8Array, view: DataView, at: number): number {
    const { onRecord, onProblem } = this.handlers;
    const offset = this.offset + at;
    if (!hasChecksum(view, at, at + 8)) {
      onProblem(offset, "the checksum of a record's length behind it", 'another');
      this.isLost = true;
      return at + 1;
    }
    const start = at + HEADER_BYTES;
    const length = view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true);
    if (length > LONGEST_RECORD) {
      onProblem(offset, `records of at most ${LONGEST_RECORD} bytes`, length);
      this.toSkip = length + FOOTER_BYTES;
      return start;
    }
    const end = start + length;
    if (end + FOOTER_BYTES > bytes.length) return at;
    if (hasChecksum(view, start, end)) onRecord(bytes, start, end, offset);
    else onProblem(offset, "the checksum of a record's data behind it", 'another');
    return end + FOOTER_BYTES;
  }
}

/** Whether the bytes from `start` to `end` are followed by their masked checksum. */
function hasChecksum(view: DataView, start: number, end: number): boolean {
  return view.getUint32(end, true) === maskedCrc32c(view, start, end);
}

/** Most places are ruled out by the length alone. */
function beginsRecord(view: DataView, at: number): boolean {
  return view.getUint32(at + 4, true) === 0 && hasChecksum(view, at, at + 8);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
