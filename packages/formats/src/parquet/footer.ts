import { type FileMetaData, parquetMetadata, parquetSchema, type SchemaElement } from 'hyparquet';
import { quoted, type Refuse } from '../formatError.ts';
import { attempt } from './attempt.ts';
import { checkThrift } from './checkThrift.ts';

/** A file's footer, verified except for the places of the pages. */
export interface Footer {
  /** The start of its structure. */
  readonly start: number;
  readonly schema: readonly SchemaElement[];
  readonly rowGroups: FileMetaData['row_groups'];
  readonly rows: number;
  readonly metadata: Record<string, string>;
}

const MAGIC_BYTES = 4;
/** "PAR1", little-endian. */
const MAGIC = 0x31524150;
/** The length of the footer's structure, and the magic number. */
const END_BYTES = 8;
/**
 * Any file may have this many values, plus this many for each of its bytes: a few bytes can repeat one value
 * any number of times.
 */
const LEAST_VALUES = 2 ** 22;
const MOST_VALUES_PER_BYTE = 8;

/** @throws FormatError if the bytes do not end as a Parquet file of flat columns does */
export function readFooter(bytes: Uint8Array, refuse: Refuse): Footer {
  const end = bytes.length - END_BYTES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (end < MAGIC_BYTES || view.getUint32(end + 4, true) !== MAGIC) {
    refuse(Math.max(0, end), 'a Parquet file, which ends in "PAR1"', 'other bytes');
  }
  const length = view.getUint32(end, true);
  if (length > end - MAGIC_BYTES) refuse(end, `a footer of at most ${end - MAGIC_BYTES} bytes`, length);
  const start = end - length;
  checkThrift(bytes, start, end, refuse);
  return attempt('the footer of a Parquet file', start, refuse, () => {
    const footer = parquetMetadata(bytes, { geoparquet: false });
    const schema = flatSchema(footer, start, refuse);
    const rows = checkRows(footer, schema.length, { start, bytes: bytes.length }, refuse);
    const pairs = (footer.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']);
    return { start, schema, rowGroups: footer.row_groups, rows, metadata: Object.fromEntries(pairs) };
  });
}

function flatSchema(footer: FileMetaData, offset: number, refuse: Refuse): SchemaElement[] {
  const root = parquetSchema(footer);
  const names = new Set<string>();
  return root.children.map(({ element, children }) => {
    if (typeof element.name !== 'string') refuse(offset, 'a name for each column', 'none');
    const name = quoted(element.name);
    if (children.length > 0 || element.repetition_type === 'REPEATED') {
      refuse(offset, 'columns of single values', `${name}, of lists or groups`);
    }
    if (names.has(element.name)) refuse(offset, 'each name once', `${name} twice`);
    names.add(element.name);
    return element;
  });
}

/** Rows are counted before any room is made for them. */
function checkRows(
  { num_rows, row_groups }: FileMetaData,
  columns: number,
  { start, bytes }: { start: number; bytes: number },
  refuse: Refuse,
): number {
  const counts = [num_rows, ...row_groups.map(group => group.num_rows)].map(Number);
  const wrong = counts.find(count => !Number.isSafeInteger(count) || count < 0);
  if (wrong !== undefined) refuse(start, 'counts of rows', wrong);
  const [rows, ...inGroups] = counts as [number, ...number[]];
  const found = inGroups.reduce((sum, count) => sum + count, 0);
  if (found !== rows) refuse(start, `${rows} rows in the row groups`, found);
  const most = LEAST_VALUES + MOST_VALUES_PER_BYTE * bytes;
  if (rows * columns > most) refuse(start, `at most ${most} values in ${bytes} bytes`, rows * columns);
  return rows;
}
