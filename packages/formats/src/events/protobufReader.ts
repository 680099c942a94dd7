import type { Reader } from 'protobufjs/minimal.js';
import { EventError } from './eventError.ts';

/** Where a message's bytes stand in a reader's. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The integer of 64 bits at the reader. */
export function readInteger(reader: Reader): number {
  const long = reader.int64();
  const value = typeof long === 'number' ? long : long.high * 2 ** 32 + (long.low >>> 0);
  if (Number.isSafeInteger(value)) return value;
  throw new EventError('integers within ±(2^53 − 1)', value);
}

/** The place of the message at the reader, which goes on behind it. */
export function readSpan(reader: Reader): Span {
  const length = reader.size();
  const start = reader.pos;
  reader.skip(length);
  return { start, end: start + length };
}

/** Sets a reader to a message's bytes. */
export function enter(reader: Reader, { start, end }: Span): void {
  reader.pos = start;
  reader.len = end;
}
