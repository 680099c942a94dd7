const SLICES = 16;

/** Castagnoli's polynomial, and that of zip and Ethernet, with their bits reversed. */
const CASTAGNOLI = buildTable(0x82f63b78, SLICES);
const ETHERNET = buildTable(0xedb88320, 8);

/**
 * `table[256 s + b]`: the contribution of byte b to the checksum if s more bytes follow, for s below
 * `slices`.
 */
function buildTable(polynomial: number, slices: number): Int32Array {
  const table = new Int32Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    table[byte] = crc;
  }
  for (let i = 256; i < table.length; i++) {
    const shorter = table[i - 256];
    table[i] = (shorter >>> 8) ^ table[shorter & 255];
  }
  return table;
}

/**
 * The CRC-32 of bytes, as in zip, 8 at a time. It is a separate function, because one for both tables is
 * slower, and event files are read by the gigabyte.
 */
export function crc32(bytes: Uint8Array): number {
  const T = ETHERNET;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = -1;
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    crc = slice(T, crc ^ view.getInt32(i, true), 1024) ^ slice(T, view.getInt32(i + 4, true), 0);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ T[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

/**
 * The CRC-32C of the bytes from `start` to `end`, as in TFRecord, 16 at a time: one table look-up per byte,
 * none waiting for another.
 *
 * Source: Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC
 * Generators", 2005.
 */
export function crc32c(view: DataView, start: number, end: number): number {
  const T = CASTAGNOLI;
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
  for (; i < end; i++) crc = (crc >>> 8) ^ T[(crc ^ view.getUint8(i)) & 255];
  return ~crc >>> 0;
}

/** The share of four bytes, the lowest of them first in the file, followed by `from / 256` bytes. */
function slice(T: Int32Array, word: number, from: number): number {
  return (
    T[from + 768 + (word & 255)] ^
    T[from + 512 + ((word >>> 8) & 255)] ^
    T[from + 256 + ((word >>> 16) & 255)] ^
    T[from + (word >>> 24)]
  );
}
