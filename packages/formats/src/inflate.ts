import { Gunzip, Inflate } from 'fflate';

const STREAMS = { deflate: Inflate, gzip: Gunzip };
/** Packed bytes per step: their output, up to a thousand times as much, is held before it is counted. */
const STEP = 2 ** 15;

/**
 * Unpacks data of known length with fflate, and no more than that length: the packed size may be a millionth
 * of it.
 *
 * @throws Error if it has another length, or is not packed in this way
 */
export function inflate(packed: Uint8Array, size: number, packing: keyof typeof STREAMS): Uint8Array {
  const content = new Uint8Array(size);
  let length = 0;
  const stream = new STREAMS[packing](piece => {
    if (length + piece.length > size) throw new Error(`expected ${size} bytes, got more`);
    content.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < packed.length; at += STEP) {
    stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  }
  if (length !== size) throw new Error(`expected ${size} bytes, got ${length}`);
  return content;
}

/**
 * Unpacks data of at most `most` bytes.
 *
 * @throws Error if it is longer, cut off, or not packed in this way
 */
export function inflateUpTo(packed: Uint8Array, most: number, packing: keyof typeof STREAMS): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const stream = new STREAMS[packing]((piece, isLast) => {
    length += piece.length;
    if (length > most) throw new Error(`more than ${most} bytes`);
    pieces.push(piece);
    isWhole = isLast;
  });
  for (let at = 0; at < packed.length; at += STEP) {
    stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  }
  if (!isWhole) throw new Error('one that is cut off');
  const content = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return content;
}
