import type { Reader } from 'protobufjs/minimal.js';
import { EventError } from './eventError.ts';

/** The range of a message's bytes in a reader. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Sets a reader to a message's bytes. */
export function enter(reader: Reader, start: number, end: number): void {
  reader.pos = start;
  reader.len = end;
}

/** The range of the message at the reader's position, which moves behind it. */
export function readSpan(reader: Reader): Span {
  const length = reader.size();
  const start = reader.pos;
  return { start, end: reader.skip(length).pos };
}

/** The integer of 64 bits at the reader. */
export function readInteger(reader: Reader): number {
  const { buf, pos } = reader;
  // Nearly all steps have up to 28 bits: for each number of 64 bits the library makes two objects.
  if (buf[pos] < 128 || buf[pos + 1] < 128 || buf[pos + 2] < 128 || buf[pos + 3] < 128)
    return reader.uint32();
  const long = reader.int64();
  const value = typeof long === 'number' ? long : long.high * 2 ** 32 + (long.low >>> 0);
  if (Number.isSafeInteger(value)) return value;
  throw new EventError('integers within ±(2^53 − 1)', value);
}
