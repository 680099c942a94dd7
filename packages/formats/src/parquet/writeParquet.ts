import {
  type BasicType,
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import { quoted } from '../formatError.ts';
import { declareFloats, oddBits } from './floatBits.ts';

interface Column<Type extends string, Value> {
  readonly name: string;
  readonly type: Type;
  /** A value a row; null where there is none. */
  readonly values: ArrayLike<Value | null>;
}

/** A column of a table. An int32 column holds integers of 32 bits; what a float32 column is given is rounded to that. */
export type ParquetColumn =
  | Column<'float64' | 'float32' | 'int32', number>
  | Column<'string', string>
  | Column<'boolean', boolean>;

/** What a Parquet file holds: columns of one length, and text by name that says what they are. */
export interface ParquetTable {
  readonly columns: readonly ParquetColumn[];
  readonly metadata: Record<string, string>;
}

const ROWS_PER_GROUP = 100_000;

const BASIC_TYPES = {
  float64: 'DOUBLE',
  float32: 'FLOAT',
  int32: 'INT32',
  string: 'STRING',
  boolean: 'BOOLEAN',
} as const satisfies Record<ParquetColumn['type'], BasicType>;

/**
 * The bytes of a Parquet file, by hyparquet-writer, compressed with Snappy; the same columns give the same bytes. Floats in an array of
 * their type keep their bits, those of a NaN too; such a column, rare as it is, is written without its smallest and largest value.
 *
 * @param columns of one length
 * @param metadata text by name, for the file's key-value metadata
 * @throws RangeError where columns differ in length, a name is empty or twice, or a value does not fit its type
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
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy: 'gradscope',
  });
  file.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
  const isFloat = columns.map(({ type }) => type === 'float64' || type === 'float32');
  declareFloats(
    file,
    [...isFloat.keys()].filter(place => isFloat[place] && columnData[place]!.type?.startsWith('INT')),
  );
  file.finish();
  return writer.getBytes();
}

function columnSource({ name, type, values }: ParquetColumn): ColumnSource {
  const bits = oddBits(type, values);
  if (bits) {
    const integer = bits instanceof Int32Array ? 'INT32' : 'INT64';
    // Where values may be missing, the library that reads makes numbers of all.
    return { name, data: bits, type: integer, encoding: 'PLAIN', statistics: false, nullable: false };
  }
  const data = ArrayBuffer.isView(values) ? (values as Float64Array) : Array.from<unknown>(values);
  // A dictionary, the library's choice where values repeat, would take −0 for 0.
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
