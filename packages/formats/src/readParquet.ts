import {
  type DecodedArray,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { quoted, type Refuse, refuser } from './formatError.ts';
import type { ParquetColumn, ParquetTable } from './writeParquet.ts';

type ColumnType = ParquetColumn['type'];

/** A file being read. */
interface OpenFile {
  readonly bytes: Uint8Array;
  readonly footer: FileMetaData;
  readonly refuse: Refuse;
}

/** What is read, by how the file stores it and what it says that is; `-` stands for nothing said. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  'BOOLEAN -': 'boolean',
  'INT32 -': 'int32',
  'INT32 INT_8': 'int32',
  'INT32 INT_16': 'int32',
  'INT32 INT_32': 'int32',
  'INT32 UINT_8': 'int32',
  'INT32 UINT_16': 'int32',
  'INT32 UINT_32': 'float64',
  'INT64 -': 'float64',
  'INT64 INT_64': 'float64',
  'INT64 UINT_64': 'float64',
  'FLOAT -': 'float32',
  'DOUBLE -': 'float64',
  'FIXED_LEN_BYTE_ARRAY FLOAT16': 'float32',
  'BYTE_ARRAY -': 'string',
  'BYTE_ARRAY STRING': 'string',
  'BYTE_ARRAY UTF8': 'string',
};

/**
 * The columns and metadata of a Parquet file, by hyparquet.
 *
 * DOUBLE, FLOAT and integers of up to 32 bits become a Float64Array, Float32Array and Int32Array, or an array with null
 * where values are missing; wider integers become float64.
 *
 * @param bytes the whole file: flat columns of numbers, text and booleans, uncompressed or compressed with Snappy
 * @param file what to call it in an error
 * @throws FormatError (the promise rejects) where the bytes are no such file, or an integer is beyond ±(2^53 − 1)
 */
export async function readParquet(bytes: Uint8Array, file = 'parquet'): Promise<ParquetTable> {
  const refuse = refuser(file);
  const footer = attempt(0, 'a Parquet file', refuse, () => parquetMetadata(bytes, { geoparquet: false }));
  const open = { bytes, footer, refuse };
  const columns: ParquetColumn[] = [];
  for (const element of schemaColumns(open)) columns.push(await readColumn(element, open));
  const pairs = (footer.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']);
  return { columns, metadata: Object.fromEntries(pairs) };
}

/** What `act` returns; what the library throws becomes a FormatError. */
function attempt<Result>(offset: number, rule: string, refuse: Refuse, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    return refuse(offset, rule, quoted((error as Error).message));
  }
}

function schemaColumns({ bytes, footer, refuse }: OpenFile): SchemaElement[] {
  const offset = bytes.length - footer.metadata_length;
  const root = attempt(offset, 'a schema', refuse, () => parquetSchema(footer));
  const names = new Set<string>();
  return root.children.map(({ element, children }) => {
    const name = quoted(element.name);
    if (children.length > 0 || element.repetition_type === 'REPEATED') {
      refuse(offset, 'columns of single values', `${name}, of lists or groups`);
    }
    if (names.has(element.name)) refuse(offset, 'each name once', `${name} twice`);
    names.add(element.name);
    return element;
  });
}

async function readColumn(element: SchemaElement, open: OpenFile): Promise<ParquetColumn> {
  const { name } = element;
  const type = columnType(element, open);
  const chunks: DecodedArray[] = [];
  let rowStart = 0;
  for (const [group, { num_rows }] of open.footer.row_groups.entries()) {
    const rowEnd = rowStart + Number(num_rows);
    chunks.push(...(await readChunk(name, group, { rowStart, rowEnd }, open)));
    rowStart = rowEnd;
  }
  return joinChunks(name, type, chunks, open);
}

function columnType({ name, type, converted_type, logical_type }: SchemaElement, open: OpenFile): ColumnType {
  // An integer's width stands in `converted_type` too.
  const logical = logical_type?.type === 'INTEGER' ? undefined : logical_type?.type;
  const stored = `${type} ${converted_type ?? logical ?? '-'}`;
  if (Object.hasOwn(TYPES, stored)) return TYPES[stored]!;
  const offset = open.bytes.length - open.footer.metadata_length;
  return open.refuse(offset, `columns of ${Object.keys(TYPES).join(', ')}`, `${quoted(name)} of ${stored}`);
}

interface Rows {
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** The values of one column in one row group. */
async function readChunk(name: string, group: number, rows: Rows, open: OpenFile): Promise<DecodedArray[]> {
  const { bytes, footer: metadata, refuse } = open;
  const found: DecodedArray[] = [];
  const file = {
    byteLength: bytes.length,
    // Not the method of the bytes: that of a Node buffer shares its memory with all others.
    slice: (from: number, to?: number) => Uint8Array.prototype.slice.call(bytes, from, to).buffer,
  };
  const onChunk = ({ columnData }: { columnData: DecodedArray }) => found.push(columnData);
  try {
    await parquetRead({ file, metadata, columns: [name], ...rows, onChunk });
  } catch (error) {
    const rule = `values of column ${quoted(name)} in row group ${group}`;
    refuse(chunkOffset(name, group, metadata), rule, quoted((error as Error).message));
  }
  return found;
}

function chunkOffset(name: string, group: number, { row_groups }: FileMetaData): number {
  const chunk = row_groups[group]?.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name);
  return Number(chunk?.meta_data?.dictionary_page_offset ?? chunk?.meta_data?.data_page_offset ?? 0);
}

function joinChunks(
  name: string,
  type: ColumnType,
  chunks: readonly DecodedArray[],
  open: OpenFile,
): ParquetColumn {
  const { footer, refuse } = open;
  const offset = chunkOffset(name, 0, footer);
  const rows = Number(footer.num_rows);
  const found = chunks.reduce((sum, { length }) => sum + length, 0);
  if (found !== rows) refuse(offset, `${rows} rows in column ${quoted(name)}`, found);
  const values = chunks.flatMap(chunk => Array.from<unknown, unknown>(chunk, plainValue));
  const wrong = values.find(value => !fits(type, value));
  if (wrong !== undefined) refuse(offset, `${type} values in column ${quoted(name)}`, String(wrong));
  return { name, type, values: packed(type, values as number[]) } as ParquetColumn;
}

function plainValue(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : (value ?? null);
}

function fits(type: ColumnType, value: unknown): boolean {
  if (value === null) return true;
  if (type === 'string' || type === 'boolean') return typeof value === type;
  return typeof value === 'number';
}

function packed(type: ColumnType, values: number[]): ArrayLike<number | null> {
  if (type === 'string' || type === 'boolean' || values.includes(null as never)) return values;
  if (type === 'float64') return Float64Array.from(values);
  return type === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
}
