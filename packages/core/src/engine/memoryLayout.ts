import type { Precision } from './engine.ts';

/** The page size of WebAssembly, in bytes. */
export const PAGE = 65536;

/**
 * The size limit of a 32-bit WebAssembly memory, in bytes. It is apart from the engine, because an
 * experiment's size is checked without one.
 */
export const LARGEST_MEMORY = 2 ** 32 - PAGE;

/** Where the first tensor may lie: kernels/index.ts, `firstFreeByte`. */
export const FIRST_FREE_BYTE = 5024;

/** Kernels may read, and drop, this many bytes behind a tensor: one panel of kernels/tile.ts. */
const SLACK = 96;
const ALIGNMENT = 64;

/** The address of a tensor, given the end of what lies before it: aligned to a cache line. */
export function placeOfTensor(end: number): number {
  return Math.ceil(end / ALIGNMENT) * ALIGNMENT;
}

/** The end of a tensor of `bytes` bytes, and of the slack behind it. */
export function afterTensor(pointer: number, bytes: number): number {
  return pointer + bytes + SLACK;
}

/** Bytes of scratch for the cross-entropy of `rows` rows: two numbers and a label each. */
export function lossBytes(rows: number, precision: Precision): number {
  return rows * (2 * bytesOf(precision) + 4);
}

/** Bytes of scratch for products with a `W[i, o]`: `denseScratchBytes` of kernels/dense.ts. */
export function productBytes(i: number, o: number, precision: Precision): number {
  const packedRow = (n: number) => 16 * Math.ceil((n * bytesOf(precision)) / 16) + 32;
  const aside = Math.max(ROW_BLOCK * SLACK, ENTRY * Math.max(i, o, SAMPLE_BLOCK));
  return aside + 2 * Math.max(i * packedRow(o), o * packedRow(i), SAMPLE_BLOCK * packedRow(o));
}

export function bytesOf(precision: Precision): number {
  return precision === 'float64' ? 8 : 4;
}

const ROW_BLOCK = 32;
const SAMPLE_BLOCK = 64;
const ENTRY = 16;
