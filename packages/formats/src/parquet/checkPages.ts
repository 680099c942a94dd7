import type { ColumnMetaData, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { crc32 } from '../crc32.ts';
import { quoted, type Refuse } from '../formatError.ts';
import { attempt } from './attempt.ts';
import { checkRuns } from './checkRuns.ts';
import { checkThrift } from './checkThrift.ts';
import { type Room, unpack } from './unpack.ts';

/** The pages of a column in one row group. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly codec: ColumnMetaData['codec'];
  readonly isBoolean: boolean;
  readonly isOptional: boolean;
  readonly rows: number;
}

/** A page of values in the file. */
export interface PageStart {
  readonly offset: number;
  readonly rows: number;
}

/** The parts of a page of values, unpacked. */
interface Page {
  /** Says of each row whether it has a value; empty if each has. */
  readonly levels: Uint8Array;
  readonly values: Uint8Array;
  readonly count: number;
  readonly encoding: string;
  /** The header's value; undefined if it has none. */
  readonly nulls: number | undefined;
}

const DICTIONARY_ENCODINGS = ['PLAIN_DICTIONARY', 'RLE_DICTIONARY'];
const ENCODINGS = ['PLAIN', 'RLE', 'BYTE_STREAM_SPLIT', ...DICTIONARY_ENCODINGS];
/** Bytes of the length in front of levels and of booleans. */
const LENGTH_BYTES = 4;

/**
 * Checks the pages of a column before hyparquet, which trusts their claimed sizes, reads them: they must lie
 * within the file, hold exactly one value per row, and stay within the memory limit.
 *
 * @returns the starts of its pages of values
 * @throws FormatError with the offset of the page
 */
export function checkPages(chunk: Chunk, room: Room, refuse: Refuse): PageStart[] {
  const pages: PageStart[] = [];
  let at = chunk.start;
  let left = chunk.rows;
  while (left > 0) {
    const page = at;
    const refusePage: Refuse = (_, rule, got) => refuse(page, rule, got);
    const start = checkThrift(chunk.bytes, at, chunk.end, refuse);
    const header = attempt('the header of a page', page, refuse, () =>
      parquetHeader({ view: viewOf(chunk.bytes), offset: page }),
    );
    const size = countOf(header.compressed_page_size, refusePage);
    if (size > chunk.end - start) refusePage(0, `a page of at most ${chunk.end - start} bytes`, size);
    at = start + size;
    const packed = chunk.bytes.subarray(start, at);
    checkSum(header, packed, refusePage);
    if (header.type === 'DICTIONARY_PAGE') checkDictionary(chunk, header, packed, room, refusePage);
    else {
      const rows = checkValues(chunk, pageOf(chunk, header, packed, room, refusePage), left, refusePage);
      pages.push({ offset: page, rows });
      left -= rows;
    }
  }
  return pages;
}

/**
 * Verifies the checksum of a page's bytes in the file, if its header has one. Source: parquet.thrift,
 * PageHeader.crc.
 */
function checkSum({ crc }: PageHeader, packed: Uint8Array, refuse: Refuse): void {
  if (crc === undefined) return;
  // A damaged header may have it as an integer of 64 bits, or as something else.
  if (typeof crc !== 'number') refuse(0, 'a CRC-32 of 32 bits', `a ${typeof crc}`);
  const found = crc32(packed);
  if (found !== crc >>> 0) refuse(0, `a page whose CRC-32 is ${hex(crc)}`, hex(found));
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, '0')}`;

/** A dictionary's values have at least a bit each. */
function checkDictionary(
  chunk: Chunk,
  header: PageHeader,
  packed: Uint8Array,
  room: Room,
  refuse: Refuse,
): void {
  const count = countOf(header.dictionary_page_header?.num_values, refuse);
  const { length } = unpack(
    packed,
    countOf(header.uncompressed_page_size, refuse),
    chunk.codec,
    room,
    refuse,
  );
  if (count > 8 * length) refuse(0, `a dictionary of at most ${8 * length} values`, count);
}

/** Checks a page of values, and returns how many rows it has. */
function checkValues(chunk: Chunk, page: Page, left: number, refuse: Refuse): number {
  const { levels, values, count, encoding, nulls } = page;
  if (count > left || count === 0) refuse(0, `a page of 1 to ${left} rows`, count);
  if (!ENCODINGS.includes(encoding)) refuse(0, `values in ${ENCODINGS.join(', ')}`, encoding);
  const missing = chunk.isOptional ? missingIn(levels, count, refuse) : 0;
  if (nulls !== undefined && nulls !== missing) refuse(0, `${missing} rows without a value`, nulls);
  if (encoding === 'RLE') {
    if (!chunk.isBoolean) refuse(0, 'RLE for booleans only', 'another type');
    checkRuns(
      { bytes: values, start: LENGTH_BYTES, end: values.length, width: 1, count: count - missing },
      refuse,
    );
  } else if (DICTIONARY_ENCODINGS.includes(encoding)) {
    const width = values[0] ?? 0;
    const places = { bytes: values, start: 1, end: values.length, width, count: count - missing };
    // If every row has the dictionary's first value, nothing more is needed; any runs that follow may still
    // claim any length.
    if (width > 0 || values.length > 1) checkRuns(places, refuse);
  }
  return count;
}

function missingIn(levels: Uint8Array, count: number, refuse: Refuse): number {
  checkRuns({ bytes: levels, start: 0, end: levels.length, width: 1, count }, refuse);
  const present = new Array<number>(count);
  readRleBitPackedHybrid({ view: viewOf(levels), offset: 0 }, 1, present, levels.length);
  return present.filter(level => level !== 1).length;
}

function pageOf(chunk: Chunk, header: PageHeader, packed: Uint8Array, room: Room, refuse: Refuse): Page {
  const size = countOf(header.uncompressed_page_size, refuse);
  const { data_page_header: first, data_page_header_v2: second } = header;
  if (header.type === 'DATA_PAGE' && first) {
    const content = unpack(packed, size, chunk.codec, room, refuse);
    const levelBytes = chunk.isOptional ? lengthAt(content, refuse) : undefined;
    return {
      levels: content.subarray(LENGTH_BYTES, LENGTH_BYTES + (levelBytes ?? 0)),
      values: levelBytes === undefined ? content : content.subarray(LENGTH_BYTES + levelBytes),
      count: countOf(first.num_values, refuse),
      encoding: String(first.encoding),
      nulls: undefined,
    };
  }
  if (header.type !== 'DATA_PAGE_V2' || !second) {
    return refuse(0, 'a page of values or a dictionary', String(header.type));
  }
  // In the second version the levels are not compressed. Values that are not lists have one kind of level.
  const levelBytes = countOf(second.definition_levels_byte_length, refuse);
  const others = countOf(second.repetition_levels_byte_length, refuse);
  if (others > 0 || levelBytes > Math.min(packed.length, size)) {
    refuse(0, 'a page with levels of its own', `${others} and ${levelBytes} bytes`);
  }
  if (second.num_rows !== second.num_values) refuse(0, 'a value a row', `${second.num_values}`);
  const codec = second.is_compressed === false ? 'UNCOMPRESSED' : chunk.codec;
  return {
    levels: packed.subarray(0, levelBytes),
    values: unpack(packed.subarray(levelBytes), size - levelBytes, codec, room, refuse),
    count: countOf(second.num_values, refuse),
    encoding: String(second.encoding),
    nulls: countOf(second.num_nulls, refuse),
  };
}

function lengthAt(content: Uint8Array, refuse: Refuse): number {
  const length = content.length < LENGTH_BYTES ? 0 : viewOf(content).getUint32(0, true);
  if (length + LENGTH_BYTES > content.length) {
    refuse(0, `levels within a page of ${content.length} bytes`, length);
  }
  return length;
}

function countOf(value: unknown, refuse: Refuse): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  return refuse(0, 'a page with counts and sizes', quoted(String(value)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
