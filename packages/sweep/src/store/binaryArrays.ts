/**
 * Arrays in PostgreSQL's binary format, as parameters: one parameter per column holds thousands of rows, is
 * read in half the time of JSON, and keeps the bits of each number (−0, NaN, ±∞).
 *
 * Layout, big-endian int32 except for the elements: dimensions (1), whether there are nulls, the elements'
 * type, length, first index (1); then each element as its length in bytes and its bytes, −1 for null.
 * Source: `array_recv` in src/backend/utils/adt/arrayfuncs.c; the types' numbers in
 * src/include/catalog/pg_type.dat.
 */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/** How to write values of one SQL type. */
interface Element<Value> {
  /** PostgreSQL's number of the type. */
  readonly type: number;
  bytesOf(value: Value): number;
  /** Returns the place behind it. */
  write(buffer: Buffer, value: Value, at: number): number;
}

const TEXT: Element<string> = {
  type: 25,
  bytesOf: text => Buffer.byteLength(text),
  write: (buffer, text, at) => at + buffer.write(text, at),
};
const JSON_TEXT: Element<string> = { ...TEXT, type: 114 };
const INTEGER: Element<number> = {
  type: 23,
  bytesOf: () => 4,
  write: (buffer, value, at) => buffer.writeInt32BE(value, at),
};
const DOUBLE: Element<number> = {
  type: 701,
  bytesOf: () => 8,
  write: (buffer, value, at) => buffer.writeDoubleBE(value, at),
};

/** A parameter of type `text[]`. */
export const textArray = (values: readonly (string | null)[]): Buffer => binaryArray(TEXT, values);
/** A parameter of type `json[]`; the values are JSON texts. */
export const jsonArray = (values: readonly string[]): Buffer => binaryArray(JSON_TEXT, values);
/** A parameter of type `integer[]`. */
export const integerArray = (values: readonly (number | null)[]): Buffer => binaryArray(INTEGER, values);
/** A parameter of type `double precision[]`. */
export const doubleArray = (values: readonly (number | null)[]): Buffer => binaryArray(DOUBLE, values);

function binaryArray<Value>(
  { type, bytesOf, write }: Element<Value>,
  values: readonly (Value | null)[],
): Buffer {
  const lengthOf = (value: Value | null) => LENGTH_BYTES + (value === null ? 0 : bytesOf(value));
  const bytes = values.reduce((sum, value) => sum + lengthOf(value), HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  const hasNulls = values.includes(null) ? 1 : 0;
  let at = 0;
  for (const field of [1, hasNulls, type, values.length, 1]) at = buffer.writeInt32BE(field, at);
  for (const value of values) {
    const end = value === null ? at + LENGTH_BYTES : write(buffer, value, at + LENGTH_BYTES);
    buffer.writeInt32BE(value === null ? -1 : end - at - LENGTH_BYTES, at);
    at = end;
  }
  return buffer;
}
