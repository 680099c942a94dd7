import { strFromU8 } from 'fflate';
import { quoted, type Refuse } from '../formatError.ts';

/** A file in an archive, as listed in the archive's directory. */
export interface ZipEntry {
  readonly name: string;
  /** Offsets of its own header, and of its packed bytes. */
  readonly offset: number;
  readonly start: number;
  readonly packedSize: number;
  readonly size: number;
  readonly packing: 'stored' | 'deflate';
  readonly checksum: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const HEADER_SIGNATURE = 0x04034b50;
/** Bytes of each structure, without the text behind it. */
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/**
 * Replaces a number that does not fit: it is then in another structure, for files of 4 GiB and more, or
 * 65,535 files.
 */
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
const PACKINGS: Readonly<Record<number, ZipEntry['packing']>> = { 0: 'stored', 8: 'deflate' };
/** Flags: the file is encrypted; its name is in UTF-8. */
const ENCRYPTED = 1;
const UTF_8 = 1 << 11;

/**
 * The files of a zip archive, in the order of its directory. None of them is unpacked.
 *
 * @throws FormatError with the offset: if the bytes do not end like an archive, or its files are not where it
 *   says, overlap,
 * are encrypted, have 4 GiB, or are neither stored nor deflated
 *
 * Source: PKWARE's APPNOTE.TXT 6.3, 4.3.7, 4.3.12, 4.3.16.
 */
export function readZipDirectory(bytes: Uint8Array, refuse: Refuse): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view, refuse);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === MAX_16 || start === MAX_32)
    refuse(end, 'an archive below 4 GiB and 65535 files', 'a larger one');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      refuse(Math.min(at, end), `${count} entries of the archive's directory`, i);
    }
    entries.push(readEntry(view, at, start, refuse));
    at += ENTRY_BYTES + [28, 30, 32].reduce((sum, place) => sum + view.getUint16(at + place, true), 0);
  }
  checkApart(entries, refuse);
  return entries;
}

/** The last structure; a comment may follow it. */
function findEnd(view: DataView, refuse: Refuse): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    const isEnd = view.getUint32(at, true) === END_SIGNATURE;
    if (isEnd && view.getUint16(at + 20, true) === last - at) return at;
  }
  return refuse(Math.max(0, last), 'a zip archive, which ends in its directory', 'other bytes');
}

function readEntry(view: DataView, at: number, directory: number, refuse: Refuse): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const packing = PACKINGS[view.getUint16(at + 10, true)];
  const [checksum, packedSize, size] = [16, 20, 24].map(place => view.getUint32(at + place, true)) as [
    number,
    number,
    number,
  ];
  const offset = view.getUint32(at + 42, true);
  const name = nameAt(view, at, flags, refuse);
  if (flags & ENCRYPTED) refuse(at, 'files that are not encrypted', quoted(name));
  if (!packing)
    return refuse(
      at,
      'files stored or deflated',
      `${quoted(name)} packed by method ${view.getUint16(at + 10, true)}`,
    );
  if (packedSize === MAX_32 || size === MAX_32 || offset === MAX_32)
    refuse(at, 'files below 4 GiB', quoted(name));
  if (offset + HEADER_BYTES > directory || view.getUint32(offset, true) !== HEADER_SIGNATURE) {
    refuse(at, `${quoted(name)} in front of the archive's directory`, `one at byte ${offset}`);
  }
  const start = offset + HEADER_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > directory)
    refuse(offset, `${quoted(name)} of at most ${Math.max(0, directory - start)} bytes`, packedSize);
  if (packing === 'stored' && size !== packedSize)
    refuse(offset, `${quoted(name)} of ${packedSize} bytes, as stored`, size);
  return { name, offset, start, packedSize, size, packing, checksum };
}

function nameAt(view: DataView, at: number, flags: number, refuse: Refuse): string {
  const start = at + ENTRY_BYTES;
  const end = start + view.getUint16(at + 28, true);
  if (end > view.byteLength) refuse(at, 'a name within the archive', `one of ${end - start} bytes`);
  const isLatin1 = (flags & UTF_8) === 0;
  return strFromU8(new Uint8Array(view.buffer, view.byteOffset + start, end - start), isLatin1);
}

/** Unpacking the same bytes under many names would take forever. */
function checkApart(entries: readonly ZipEntry[], refuse: Refuse): void {
  let reached = 0;
  for (const { name, offset, start, packedSize } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < reached) refuse(offset, 'files that do not lie in one another', quoted(name));
    reached = start + packedSize;
  }
}
