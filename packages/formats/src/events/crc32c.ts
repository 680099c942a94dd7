/** Castagnoli's polynomial, its bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 16;
const MASK_DELTA = 0xa282ead8;

/** `TABLE[256 s + b]`: what byte b contributes to the checksum when s more bytes follow. */
const TABLE = buildTable();

function buildTable(): Int32Array {
  const table = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    table[byte] = crc;
  }
  for (let i = 256; i < table.length; i++) {
    const shorter = table[i - 256]!;
    table[i] = (shorter >>> 8) ^ table[shorter & 255]!;
  }
  return table;
}

/**
 * The CRC-32C of the bytes from `start` to `end`, 16 at a time: one table look-up a byte, none waiting for another.
 *
 * Source: Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005.
 */
export function crc32c(view: DataView, start: number, end: number): number {
  const T = TABLE;
  let crc = -1;
  let i = start;
  for (; i + 16 <= end; i += 16) {
    const a = crc ^ view.getInt32(i, true);
    const b = view.getInt32(i + 4, true);
    const c = view.getInt32(i + 8, true);
    const d = view.getInt32(i + 12, true);
    crc = slice(T, a, 3072) ^ slice(T, b, 2048) ^ slice(T, c, 1024) ^ slice(T, d, 0);
  }
  if (i + 8 <= end) {
    const a = crc ^ view.getInt32(i, true);
    const b = view.getInt32(i + 4, true);
    crc = slice(T, a, 1024) ^ slice(T, b, 0);
    i += 8;
  }
  if (i + 4 <= end) {
    crc = slice(T, crc ^ view.getInt32(i, true), 0);
    i += 4;
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ T[(crc ^ view.getUint8(i)) & 255]!;
  return ~crc >>> 0;
}

/** Four bytes' share, the lowest of them first in the file, `from / 256` bytes following them. */
function slice(T: Int32Array, word: number, from: number): number {
  return (
    T[from + 768 + (word & 255)]! ^
    T[from + 512 + ((word >>> 8) & 255)]! ^
    T[from + 256 + ((word >>> 16) & 255)]! ^
    T[from + (word >>> 24)]!
  );
}

/** The checksum as TFRecord stores it, so that a checksum of bytes that hold checksums stays a good one. */
export function maskedCrc32c(view: DataView, start: number, end: number): number {
  const crc = crc32c(view, start, end);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}
