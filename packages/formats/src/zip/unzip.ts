import { crc32 } from '../crc32.ts';
import { quoted, type Refuse } from '../formatError.ts';
import { inflate } from '../inflate.ts';
import type { ZipEntry } from './zipDirectory.ts';

/**
 * Unpacks a file of an archive.
 *
 * @throws FormatError with the offset of the file, if it is not packed as the directory says, or has another
 *   checksum
 */
export function unzip(bytes: Uint8Array, entry: ZipEntry, refuse: Refuse): Uint8Array {
  const { name, offset, start, packedSize, packing, checksum } = entry;
  const packed = bytes.subarray(start, start + packedSize);
  const content = packing === 'stored' ? packed : inflated(packed, entry, refuse);
  if (crc32(content) !== checksum)
    refuse(offset, `the checksum of ${quoted(name)} in the archive's directory`, 'another');
  return content;
}

function inflated(packed: Uint8Array, { name, offset, size }: ZipEntry, refuse: Refuse): Uint8Array {
  try {
    return inflate(packed, size, 'deflate');
  } catch {
    return refuse(offset, `${size} bytes of ${quoted(name)}, deflated`, 'other bytes');
  }
}
