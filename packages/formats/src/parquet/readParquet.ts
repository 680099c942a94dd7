import { type DecodedArray, parquetRead, type SchemaElement } from 'hyparquet';
import { quoted, type Refuse, refuser } from '../formatError.ts';
import { attempt } from './attempt.ts';
import { type Chunk, checkPages, type PageStart } from './checkPages.ts';
import { columnType, columnValues, type RefuseRow } from './columnValues.ts';
import { type Footer, readFooter } from './footer.ts';
import { compressors, type Room } from './unpack.ts';
import type { ParquetColumn, ParquetTable } from './writeParquet.ts';

/** A file being read. */
interface OpenFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly footer: Footer;
  readonly room: Room;
  readonly refuse: Refuse;
}

/** A page of values, and its row group. */
interface Page extends PageStart {
  readonly group: number;
}

/**
 * The memory that the pages of any file may take once unpacked, and how much more for each byte of the file.
 */
const LEAST_ROOM = 2 ** 26;
const MOST_GROWTH = 32;

/**
 * The columns and metadata of a Parquet file, by hyparquet, which reads the pages after they were checked.
 *
 * DOUBLE, FLOAT and integers of up to 32 bits become a Float64Array, Float32Array and Int32Array, or an array
 * with null if values are missing; wider integers become float64.
 *
 * @param content the whole file: flat columns of numbers, text and booleans, uncompressed or compressed with
 *   Snappy or gzip,
 * plain, run-length encoded or with a dictionary
 * @param file its name in errors
 * @throws FormatError (the promise rejects) if the bytes are not such a file, or an integer is beyond ±(2^53
 *   − 1)
 *
 * Source: https://parquet.apache.org/docs/file-format/
 */
export async function readParquet(content: Uint8Array, file = 'parquet'): Promise<ParquetTable> {
  const refuse = refuser(file);
  // Not Node's Buffer, whose `slice` does not copy.
  const bytes = new Uint8Array(content.buffer, content.byteOffset, content.length);
  const footer = readFooter(bytes, refuse);
  const open = { file, bytes, footer, refuse, room: { bytes: LEAST_ROOM + MOST_GROWTH * bytes.length } };
  const columns: ParquetColumn[] = [];
  for (const place of footer.schema.keys()) columns.push(await readColumn(place, open));
  return { columns, metadata: footer.metadata };
}

async function readColumn(place: number, open: OpenFile): Promise<ParquetColumn> {
  const { footer, room, refuse } = open;
  const element = footer.schema[place];
  const type = columnType(element, footer.start, refuse);
  const pieces: DecodedArray[] = [];
  const pages: Page[] = [];
  for (const group of footer.rowGroups.keys()) {
    const rule = `a row group with column ${quoted(element.name)}`;
    const chunk = attempt(rule, footer.start, refuse, () => chunkOf(element, place, group, open));
    if (chunk.rows === 0) continue;
    const refuseChunk = refuser(open.file, chunkName(element, group));
    pages.push(...checkPages(chunk, room, refuseChunk).map(page => ({ ...page, group })));
    const values = await readChunk(element, place, group, open);
    const found = values.reduce((sum, { length }) => sum + length, 0);
    if (found !== chunk.rows) refuseChunk(chunk.start, `values of ${chunk.rows} rows`, found);
    pieces.push(...values);
  }
  const refuseRow: RefuseRow = (row, rule, got) => {
    const { offset, group } = pageOf(row, pages);
    const before = footer.rowGroups.slice(0, group).reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
    return refuser(open.file, `${chunkName(element, group)}, row ${row - before}`)(offset, rule, got);
  };
  return { name: element.name, type, values: columnValues(type, pieces, refuseRow) } as ParquetColumn;
}

/** The name of a column's part in one row group, for errors. */
const chunkName = ({ name }: SchemaElement, group: number): string =>
  `column ${quoted(name)}, row group ${group}`;

/** The page that contains a row. */
function pageOf(row: number, pages: readonly Page[]): Page {
  let end = 0;
  return pages.find(({ rows }) => {
    end += rows;
    return row < end;
  })!;
}

/** The pages of a column in a row group. */
function chunkOf(element: SchemaElement, place: number, group: number, open: OpenFile): Chunk {
  const { bytes, footer, refuse } = open;
  const { name, type, repetition_type } = element;
  const { num_rows, columns } = footer.rowGroups[group];
  const meta = columns[place]?.meta_data;
  if (meta?.type !== type || meta?.path_in_schema.join('.') !== name) {
    const rule = `column ${quoted(name)} of ${type} in row group ${group}`;
    return refuse(
      footer.start,
      rule,
      meta ? `${quoted(meta.path_in_schema.join('.'))} of ${meta.type}` : 'none',
    );
  }
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 0 && start <= end && end <= bytes.length)) {
    refuse(footer.start, `column ${quoted(name)} within the file`, `${start} to ${end}`);
  }
  const isOptional = repetition_type !== 'REQUIRED';
  return {
    bytes,
    start,
    end,
    codec: meta.codec,
    isBoolean: type === 'BOOLEAN',
    isOptional,
    rows: Number(num_rows),
  };
}

/** The values of one column in one row group; the library receives a file with nothing else. */
async function readChunk(
  element: SchemaElement,
  place: number,
  group: number,
  open: OpenFile,
): Promise<DecodedArray[]> {
  const { file, bytes, footer } = open;
  const rowGroup = footer.rowGroups[group];
  const column = rowGroup.columns[place];
  const pieces: DecodedArray[] = [];
  try {
    await parquetRead({
      file: { byteLength: bytes.length, slice: (from, to) => bytes.slice(from, to).buffer },
      metadata: {
        version: 2,
        schema: [{ name: 'root', num_children: 1 }, element],
        num_rows: rowGroup.num_rows,
        row_groups: [{ ...rowGroup, columns: [column] }],
        metadata_length: 0,
      },
      compressors,
      onChunk: ({ columnData }) => pieces.push(columnData),
    });
  } catch (error) {
    const offset = Number(column.meta_data!.data_page_offset);
    refuser(file, chunkName(element, group))(offset, 'values', quoted((error as Error).message));
  }
  return pieces;
}
