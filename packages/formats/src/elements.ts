import type { Refuse } from './formatError.ts';

/** The element types arrays are held in. */
export type NpyValues = Float64Array | Float32Array | Int32Array | Uint8Array;

/** One kind of element in a file: its size in bytes, the array type for its values, and how to read one. */
export interface ElementKind {
  readonly size: number;
  readonly allocate: (length: number) => NpyValues;
  readonly get: (view: DataView, at: number, littleEndian: boolean) => number;
  /** Whether the file's type has integers that a float64 does not hold exactly. */
  readonly is64Bit?: true;
  /** Whether the array has the bytes of the file, in the machine's byte order. */
  readonly isOwn?: true;
}

/** The order of bytes in this machine's arrays. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const float64 = (length: number) => new Float64Array(length);
const float32 = (length: number) => new Float32Array(length);
const int32 = (length: number) => new Int32Array(length);
const uint8 = (length: number) => new Uint8Array(length);

/**
 * By letter and size as in NumPy; `bf2` is bfloat16. Types without a matching array here go to one that holds
 * each of their values exactly.
 */
export const ELEMENTS = {
  f8: { size: 8, allocate: float64, get: (view, at, little) => view.getFloat64(at, little), isOwn: true },
  f4: { size: 4, allocate: float32, get: (view, at, little) => view.getFloat32(at, little), isOwn: true },
  f2: { size: 2, allocate: float32, get: (view, at, little) => halfValue(view.getUint16(at, little)) },
  bf2: { size: 2, allocate: float32, get: (view, at, little) => bfloatValue(view.getUint16(at, little)) },
  i8: {
    size: 8,
    allocate: float64,
    get: (view, at, little) => Number(view.getBigInt64(at, little)),
    is64Bit: true,
  },
  i4: { size: 4, allocate: int32, get: (view, at, little) => view.getInt32(at, little), isOwn: true },
  i2: { size: 2, allocate: int32, get: (view, at, little) => view.getInt16(at, little) },
  i1: { size: 1, allocate: int32, get: (view, at) => view.getInt8(at) },
  u8: {
    size: 8,
    allocate: float64,
    get: (view, at, little) => Number(view.getBigUint64(at, little)),
    is64Bit: true,
  },
  u4: { size: 4, allocate: float64, get: (view, at, little) => view.getUint32(at, little) },
  u2: { size: 2, allocate: int32, get: (view, at, little) => view.getUint16(at, little) },
  u1: { size: 1, allocate: uint8, get: (view, at) => view.getUint8(at), isOwn: true },
  b1: { size: 1, allocate: uint8, get: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
} as const satisfies Record<string, ElementKind>;

/** The place of values in a file. */
export interface Stretch {
  readonly bytes: Uint8Array;
  /** Offsets in `bytes`; the values fill the range between them. */
  readonly start: number;
  readonly end: number;
  readonly littleEndian: boolean;
  readonly refuse: Refuse;
}

/** Refuses a 64-bit integer beyond ±(2^53 − 1) */
export function readElements(
  kind: ElementKind,
  { bytes, start, end, littleEndian, refuse }: Stretch,
): NpyValues {
  const { size, allocate, get } = kind;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const values = allocate((end - start) / size);
  // Copied as bytes: reading a NaN as a number may change its bits.
  if (kind.isOwn) {
    bytesIn(values).set(bytes.subarray(start, end));
    if (littleEndian !== IS_LITTLE_ENDIAN) reverseEach(bytesIn(values), size);
    return values;
  }
  for (let i = 0; i < values.length; i++) values[i] = get(view, i * size, littleEndian);
  if (kind.is64Bit) checkExact(values, start, refuse);
  return values;
}

/** Turns the bytes of each element round. */
function reverseEach(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function checkExact(values: NpyValues, start: number, refuse: Refuse): void {
  const inexact = values.findIndex(value => !Number.isSafeInteger(value));
  if (inexact < 0) return;
  refuse(start + 8 * inexact, '64-bit integers within ±(2^53 − 1)', BigInt(values[inexact]));
}

/** The value of an IEEE 754 half: 1 bit of sign, 5 of exponent, 10 of fraction. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** A bfloat16 is the upper half of a float32. */
function bfloatValue(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

/** The name of a typed array's kind in {@link ELEMENTS}; it is stored little-endian. */
export type StoredKind = 'f8' | 'f4' | 'i4' | 'u1';

/** How to write an array's elements, little-endian. */
export interface ElementWriter {
  readonly kind: StoredKind;
  readonly size: number;
  readonly set: (view: DataView, at: number, value: number) => void;
}

/** @throws TypeError for another type of array */
export function elementWriter(values: NpyValues): ElementWriter {
  if (values instanceof Float64Array) {
    return { kind: 'f8', size: 8, set: (view, at, value) => view.setFloat64(at, value, true) };
  }
  if (values instanceof Float32Array) {
    return { kind: 'f4', size: 4, set: (view, at, value) => view.setFloat32(at, value, true) };
  }
  if (values instanceof Int32Array) {
    return { kind: 'i4', size: 4, set: (view, at, value) => view.setInt32(at, value, true) };
  }
  if (values instanceof Uint8Array) {
    return { kind: 'u1', size: 1, set: (view, at, value) => view.setUint8(at, value) };
  }
  const got = Object.prototype.toString.call(values).slice(8, -1);
  throw new TypeError(`values: expected a Float64Array, Float32Array, Int32Array or Uint8Array, got ${got}`);
}

/** The number of values in a shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** @throws RangeError if the number of values does not match the shape */
export function checkShape(shape: readonly number[], values: NpyValues): void {
  if (!shape.every(extent => Number.isSafeInteger(extent) && extent >= 0)) {
    throw new RangeError(`shape: expected non-negative integers, got ${tuple(shape)}`);
  }
  if (elementCount(shape) !== values.length) {
    throw new RangeError(`shape: expected one that holds ${values.length} values, got ${tuple(shape)}`);
  }
}

/** A shape as Python prints it: `()`, `(3,)`, `(2, 3)`. */
export function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** Stores the values from byte `start` of `bytes` on. */
export function storeElements(values: NpyValues, bytes: Uint8Array, start: number): void {
  if (IS_LITTLE_ENDIAN) {
    bytes.set(bytesIn(values), start);
    return;
  }
  const { size, set } = elementWriter(values);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  for (let i = 0; i < values.length; i++) set(view, i * size, values[i]);
}

function bytesIn(values: NpyValues): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
