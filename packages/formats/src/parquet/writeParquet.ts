import {
  type BasicType,
  ByteWriter,
  type ColumnSource,
  type KeyValue,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import { quoted } from '../formatError.ts';
import { declareFloats, oddBits } from './floatBits.ts';

interface Column<Type extends string, Value> {
  readonly name: string;
  readonly type: Type;
  /** One value per row; null if there is none. */
  readonly values: ArrayLike<Value | null>;
}

/**
 * A column of a table. An int32 column holds integers of 32 bits; values for a float32 column are rounded to
 * that.
 */
export type ParquetColumn =
  | Column<'float64' | 'float32' | 'int32', number>
  | Column<'string', string>
  | Column<'boolean', boolean>;

/** The name and type of a column. */
export type ParquetField = Pick<ParquetColumn, 'name' | 'type'>;

/** The contents of a Parquet file: columns of equal length, and descriptive text by name. */
export interface ParquetTable {
  readonly columns: readonly ParquetColumn[];
  readonly metadata: Record<string, string>;
}

const ROWS_PER_GROUP = 100_000;
const CREATED_BY = 'gradscope';

const BASIC_TYPES = {
  float64: 'DOUBLE',
  float32: 'FLOAT',
  int32: 'INT32',
  string: 'STRING',
  boolean: 'BOOLEAN',
} as const satisfies Record<ParquetColumn['type'], BasicType>;

/**
 * The bytes of a Parquet file, by hyparquet-writer, compressed with Snappy; the same columns give the same
 * bytes. Floats in an array of their type keep their bits, including those of a NaN; a column with an unusual
 * NaN is written without its smallest and largest value.
 *
 * @param columns of equal length
 * @param metadata text by name, for the file's key-value metadata
 * @throws RangeError if columns differ in length, a name is empty or repeated, or a value does not fit its
 *   type
 */
export function writeParquet(
  columns: readonly ParquetColumn[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  checkColumns(columns);
  const columnData = columns.map(columnSource);
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData }),
    kvMetadata: keyValues(metadata),
    createdBy: CREATED_BY,
  });
  file.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
  const isFloat = columns.map(({ type }) => type === 'float64' || type === 'float32');
  declareFloats(
    file,
    [...isFloat.keys()].filter(place => isFloat[place] && columnData[place].type?.startsWith('INT')),
  );
  file.finish();
  return writer.getBytes();
}

/**
 * The bytes of a Parquet file as by {@link writeParquet}, piece by piece, so that only one row group is held
 * at a time. A NaN is written as JavaScript's own.
 *
 * @param fields the columns of all groups
 * @param groups for each row group the values of every field, of equal length
 * @param metadata text by name, for the file's key-value metadata
 * @returns one piece for each group, and a last one without which the file is incomplete
 * @throws RangeError (the next piece rejects) if lengths differ, a name is empty or repeated, or a value does
 *   not fit its type
 */
export async function* writeParquetGroups(
  fields: readonly ParquetField[],
  groups: AsyncIterable<readonly ParquetColumn['values'][]>,
  metadata: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array> {
  const none = fields.map(field => columnOf(field, []));
  checkColumns(none);
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: none.map(valueSource) });
  const file = new ParquetWriter({ writer, schema, kvMetadata: keyValues(metadata), createdBy: CREATED_BY });
  for await (const values of groups) {
    const columns = fields.map((field, i) => columnOf(field, values[i] ?? []));
    checkColumns(columns);
    file.write({ columnData: columns.map(valueSource), rowGroupSize: ROWS_PER_GROUP });
    yield takeBytes(writer);
  }
  file.finish();
  yield takeBytes(writer);
}

function columnOf(field: ParquetField, values: ParquetColumn['values']): ParquetColumn {
  return { ...field, values } as ParquetColumn;
}

/** The bytes written since the last call. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function keyValues(metadata: Readonly<Record<string, string>>): KeyValue[] {
  return Object.entries(metadata).map(([key, value]) => ({ key, value }));
}

function columnSource(column: ParquetColumn): ColumnSource {
  const { name, type, values } = column;
  const bits = oddBits(type, values);
  if (bits) {
    const integer = bits instanceof Int32Array ? 'INT32' : 'INT64';
    // If values may be missing, the reading library converts all of them to numbers.
    return { name, data: bits, type: integer, encoding: 'PLAIN', statistics: false, nullable: false };
  }
  return valueSource(column);
}

function valueSource({ name, type, values }: ParquetColumn): ColumnSource {
  const data = ArrayBuffer.isView(values) ? (values as Float64Array) : Array.from<unknown>(values);
  // A dictionary, which the library chooses for repeated values, would merge −0 and 0.
  const isFloat = type === 'float64' || type === 'float32';
  return { name, data, type: BASIC_TYPES[type], ...(isFloat && { encoding: 'PLAIN' }) };
}

function checkColumns(columns: readonly ParquetColumn[]): void {
  const rows = columns[0]?.values.length;
  const names = new Set(['']);
  columns.forEach((column, i) => {
    const { name, values } = column;
    if (names.has(name)) {
      throw new RangeError(`columns[${i}].name: expected a name of its own, got ${quoted(name)}`);
    }
    names.add(name);
    if (values.length !== rows) {
      throw new RangeError(`column ${quoted(name)}: expected ${rows} rows, got ${values.length}`);
    }
    checkValues(column);
  });
}

const RULES: Readonly<Record<ParquetColumn['type'], [rule: string, fits: (value: unknown) => boolean]>> = {
  float64: ['numbers', value => typeof value === 'number'],
  float32: ['numbers', value => typeof value === 'number'],
  int32: ['integers of 32 bits', value => Object.is(Number(value) | 0, value)],
  string: ['text', value => typeof value === 'string'],
  boolean: ['true and false', value => typeof value === 'boolean'],
};

function checkValues({ name, type, values }: ParquetColumn): void {
  const [rule, fits] = RULES[type];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || fits(value)) continue;
    throw new RangeError(
      `column ${quoted(name)}, row ${row}: expected ${rule} or null, got ${String(value)}`,
    );
  }
}
