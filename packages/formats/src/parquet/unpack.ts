import { type ColumnMetaData, snappyUncompress } from 'hyparquet';
import type { Refuse } from '../formatError.ts';
import { inflate } from '../inflate.ts';

/** The number of bytes that the remaining pages of a file may take once unpacked. */
export interface Room {
  bytes: number;
}

type Codec = ColumnMetaData['codec'];

/** The largest growth of a page when unpacked: Snappy copies 64 bytes for 3, Deflate 258 for 2 bits. */
const MOST_GROWTH: Readonly<Partial<Record<Codec, number>>> = { UNCOMPRESSED: 1, SNAPPY: 22, GZIP: 1032 };

/** The gzip decompressor in hyparquet's form; a page's packed data is already verified by then. */
export const compressors = {
  GZIP: (packed: Uint8Array, size: number): Uint8Array => inflate(packed, size, 'gzip'),
};

/**
 * The content of a page.
 *
 * @throws FormatError if its size differs from the page's claim, it needs more room than is left, or it is
 *   packed in another way
 */
export function unpack(
  packed: Uint8Array,
  size: number,
  codec: Codec,
  room: Room,
  refuse: Refuse,
): Uint8Array {
  const growth = MOST_GROWTH[codec];
  if (growth === undefined)
    return refuse(0, `a page packed by ${Object.keys(MOST_GROWTH).join(', ')}`, codec);
  if (size > growth * packed.length || (codec === 'UNCOMPRESSED' && size !== packed.length)) {
    refuse(0, `what ${packed.length} bytes of ${codec} can hold`, `${size} bytes`);
  }
  room.bytes -= size;
  if (room.bytes < 0) refuse(0, 'pages that are not far larger than the file', `${-room.bytes} bytes more`);
  // Some writers leave a page without values empty.
  if (codec === 'UNCOMPRESSED' || size === 0) return packed.subarray(0, size);
  try {
    return expand(packed, size, codec);
  } catch {
    return refuse(0, `${size} bytes packed by ${codec}`, 'other bytes');
  }
}

/** @throws Error if it has another size */
function expand(packed: Uint8Array, size: number, codec: Codec): Uint8Array {
  if (codec === 'GZIP') return compressors.GZIP(packed, size);
  const content = new Uint8Array(size);
  snappyUncompress(packed, content);
  return content;
}
