import { strFromU8, strToU8 } from 'fflate';
import { crc32 } from './crc32.ts';
import { type Refuse, refuser } from './formatError.ts';

/** The first bytes of every file; the number is the format's version. */
const MAGIC = strToU8('GRADSCOPE DATA 1\n');
/** Behind MAGIC: offsets of the header's CRC-32, of its length in bytes, and of the header. */
const [CRC_AT, LENGTH_AT, HEADER_AT] = [20, 24, 32];
/** Every array begins at a multiple of this, from the file's beginning. */
const ALIGNMENT = 8;

const KINDS = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  u1: Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
type Values = InstanceType<(typeof KINDS)[Kind]>;

/** How an array is stored: `offset` is in bytes from the file's beginning. */
interface StoredArray {
  readonly kind: Kind;
  readonly length: number;
  readonly crc: number;
}

/**
 * The bytes of plain data, such as a checkpoint: objects, arrays, text, numbers, booleans, null and typed
 * arrays (float64, float32, int32, uint32, uint8). Every number keeps its bits, and a checksum reveals later
 * damage.
 *
 * The layout: the line `GRADSCOPE DATA 1`, at byte 20 the header's CRC-32 and at byte 24 its length (both
 * uint32, little-endian), at byte 32 the header as JSON, then the typed arrays in order, each starting at a
 * multiple of 8.
 *
 * @returns the file in pieces, to be written one after the other: the arrays are views, not copies
 * @throws TypeError for a value of another kind
 */
export function packData(data: unknown): Uint8Array[] {
  const arrays: Values[] = [];
  const value = withoutArrays(data, arrays);
  const stored = arrays.map(
    (array): StoredArray => ({ kind: kindOf(array)!, length: array.length, crc: crc32(bytesOf(array)) }),
  );
  const header = strToU8(JSON.stringify({ value, arrays: stored }));
  const start = new Uint8Array(HEADER_AT);
  start.set(MAGIC);
  const view = new DataView(start.buffer);
  view.setUint32(CRC_AT, crc32(header), true);
  view.setUint32(LENGTH_AT, header.length, true);
  return [start, ...aligned(header), ...arrays.flatMap(array => aligned(bytesOf(array)))];
}

/**
 * Reads the output of {@link packData}.
 *
 * @param file its name in errors
 * @throws FormatError for bytes that are not such a file, or are damaged or incomplete
 */
export function unpackData(bytes: Uint8Array, file = 'data'): unknown {
  const refuse = refuser(file);
  const { value, arrays } = readHeader(bytes, refuse);
  const { length } = headerOf(bytes);
  let at = HEADER_AT + alignedLength(length);
  const values = arrays.map(array => {
    const read = readArray(bytes, at, array, refuse);
    at += alignedLength(read.byteLength);
    return read;
  });
  if (at !== bytes.length) refuse(Math.min(at, bytes.length), `${at} bytes in all`, bytes.length);
  return withArrays(value, values);
}

const headerOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { crc: view.getUint32(CRC_AT, true), length: view.getUint32(LENGTH_AT, true) };
};

function readHeader(bytes: Uint8Array, refuse: Refuse): { value: unknown; arrays: readonly StoredArray[] } {
  if (bytes.length < HEADER_AT || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    refuse(0, 'a file that begins with "GRADSCOPE DATA 1"', `${bytes.length} other bytes`);
  }
  const { crc, length } = headerOf(bytes);
  const header = bytes.subarray(HEADER_AT, HEADER_AT + length);
  if (header.length < length) refuse(HEADER_AT, `a header of ${length} bytes`, header.length);
  if (crc32(header) !== crc) refuse(HEADER_AT, `a header of checksum ${crc}`, crc32(header));
  return JSON.parse(strFromU8(header));
}

function readArray(
  bytes: Uint8Array,
  at: number,
  { kind, length, crc }: StoredArray,
  refuse: Refuse,
): Values {
  const size = length * KINDS[kind].BYTES_PER_ELEMENT;
  // A real copy: `slice` of Node's Buffer would be a view into a larger one.
  const part = new Uint8Array(bytes.subarray(at, at + size));
  if (part.length < size) refuse(at, `${size} bytes of numbers`, part.length);
  if (crc32(part) !== crc) refuse(at, `numbers of checksum ${crc}`, crc32(part));
  return new KINDS[kind](part.buffer, 0, length);
}

/** Replaces everything that JSON lacks by JSON values: a typed array becomes `{ $array: its index }`. */
function withoutArrays(value: unknown, arrays: Values[]): unknown {
  if (typeof value === 'number') return hasJson(value) ? value : { $number: numberText(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    if (!kindOf(value)) throw new TypeError(`packData: expected plain data, got a ${value.constructor.name}`);
    return { $array: arrays.push(value as Values) - 1 };
  }
  if (Array.isArray(value)) return value.map(item => withoutArrays(item, arrays));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutArrays(item, arrays)]));
}

function withArrays(value: unknown, arrays: readonly Values[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => withArrays(item, arrays));
  if ('$array' in value) return arrays[Number(value.$array)];
  if ('$number' in value) return Number(value.$number);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withArrays(item, arrays)]));
}

const hasJson = (value: number) => Number.isFinite(value) && !Object.is(value, -0);
const numberText = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

const kindOf = (array: ArrayBufferView) =>
  (Object.keys(KINDS) as Kind[]).find(kind => array.constructor === KINDS[kind]);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

const alignedLength = (length: number) => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** Bytes, with padding up to the next place where an array may begin. */
function aligned(bytes: Uint8Array): Uint8Array[] {
  const padding = alignedLength(bytes.length) - bytes.length;
  return padding > 0 ? [bytes, new Uint8Array(padding)] : [bytes];
}
