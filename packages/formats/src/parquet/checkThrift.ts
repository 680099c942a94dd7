import type { Refuse } from '../formatError.ts';

/** Types of Thrift's compact protocol. */
const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** Parquet's own structures are five levels deep, or seven with those of types. */
const DEEPEST = 16;
/** Below this depth are the smallest and largest values of a column, which are not used. */
const STATISTICS_DEPTH = 4;
const LONGEST_STATISTIC = 2 ** 12;
const LONGEST_VARINT = 10;

/**
 * Walks through a Thrift structure, such as Parquet's footer or the header of a page, without decoding it,
 * and returns its end. hyparquet would accept any claimed length and any nesting.
 *
 * @throws FormatError if it is not such a structure, or extends beyond `end`
 *
 * Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export function checkThrift(bytes: Uint8Array, start: number, end: number, refuse: Refuse): number {
  const walk = new Walk(bytes, start, end, refuse);
  walk.struct(0);
  return walk.at;
}

class Walk {
  at: number;
  private readonly bytes: Uint8Array;
  private readonly end: number;
  private readonly refuse: Refuse;

  constructor(bytes: Uint8Array, start: number, end: number, refuse: Refuse) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.refuse = refuse;
  }

  struct(depth: number): void {
    if (depth > DEEPEST) this.refuse(this.at, `structures at most ${DEEPEST} deep`, 'a deeper one');
    while (true) {
      const byte = this.byte();
      const type = byte & 15;
      if (type === STOP) return;
      if (byte >> 4 === 0) this.varint();
      this.element(type, depth);
    }
  }

  private element(type: number, depth: number): void {
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) this.skip(1);
    else if (type > BYTE && type <= I64) this.varint();
    else if (type === DOUBLE) this.skip(8);
    else if (type === BINARY) this.binary(depth);
    else if (type === LIST) this.list(depth);
    else if (type === STRUCT) this.struct(depth + 1);
    else this.refuse(this.at - 1, 'a type that Parquet uses', type);
  }

  private binary(depth: number): void {
    const from = this.at;
    const length = this.varint();
    if (depth >= STATISTICS_DEPTH && length > LONGEST_STATISTIC) {
      this.refuse(from, `statistics of at most ${LONGEST_STATISTIC} bytes`, length);
    }
    this.skip(length);
  }

  private list(depth: number): void {
    const from = this.at;
    const byte = this.byte();
    const type = byte & 15;
    const length = byte >> 4 === 15 ? this.varint() : byte >> 4;
    if (length > this.end - this.at) this.refuse(from, 'a list within its bytes', `one of ${length}`);
    // A boolean takes no bytes as a field, but one byte in a list.
    for (let i = 0; i < length; i++) this.element(type === TRUE || type === FALSE ? BYTE : type, depth);
  }

  private varint(): number {
    const from = this.at;
    let value = 0;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** (7 * i);
      if (byte < 128) return value;
    }
    return this.refuse(from, `a number of at most ${LONGEST_VARINT} bytes`, 'a longer one');
  }

  private byte(): number {
    this.skip(1);
    return this.bytes[this.at - 1];
  }

  private skip(count: number): void {
    if (count > this.end - this.at) this.refuse(this.at, 'a structure that ends', 'the end of its bytes');
    this.at += count;
  }
}
