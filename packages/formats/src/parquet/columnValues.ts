import type { DecodedArray, SchemaElement } from 'hyparquet';
import { quoted, type Refuse } from '../formatError.ts';
import type { ParquetColumn } from './writeParquet.ts';

type ColumnType = ParquetColumn['type'];

const ARRAYS = { float64: Float64Array, float32: Float32Array, int32: Int32Array };

/** The supported types, by their physical and declared logical type; `-` means none declared. */
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

/** @throws FormatError, with this offset, for a column of another type */
export function columnType(element: SchemaElement, offset: number, refuse: Refuse): ColumnType {
  const { name, type, converted_type, logical_type } = element;
  // `converted_type` also contains an integer's width.
  const logical = logical_type?.type === 'INTEGER' ? undefined : logical_type?.type;
  const stored = `${type} ${converted_type ?? logical ?? '-'}`;
  if (Object.hasOwn(TYPES, stored)) return TYPES[stored];
  return refuse(offset, `columns of ${Object.keys(TYPES).join(', ')}`, `${quoted(name)} of ${stored}`);
}

/** Throws the error for the value of a row, counted from 0. */
export type RefuseRow = (row: number, rule: string, got: string) => never;

/**
 * A column's values from the pieces the library decoded: in a typed array if none is missing.
 *
 * @throws FormatError, with the row, for a value of another type, or an integer beyond ±(2^53 − 1)
 */
export function columnValues(
  type: ColumnType,
  pieces: readonly DecodedArray[],
  refuseRow: RefuseRow,
): ArrayLike<unknown> {
  const numbers = type in ARRAYS ? joined(ARRAYS[type as keyof typeof ARRAYS], pieces) : undefined;
  if (numbers) return numbers;
  const values = pieces.flatMap(piece => Array.from<unknown, unknown>(piece, plainValue));
  const wrong = values.findIndex(value => !fits(type, value));
  if (wrong >= 0) {
    const rule =
      typeof values[wrong] === 'bigint' ? '64-bit integers within ±(2^53 − 1)' : `values of ${type}`;
    refuseRow(wrong, rule, String(values[wrong]));
  }
  if (type === 'string' || type === 'boolean' || values.includes(null)) return values;
  return ARRAYS[type].from(values as number[]);
}

/** Joins pieces that have the column's own type, bit for bit; undefined if one does not. */
function joined(
  type: (typeof ARRAYS)[keyof typeof ARRAYS],
  pieces: readonly DecodedArray[],
): ArrayLike<number> | undefined {
  if (!pieces.every(piece => piece instanceof type)) return undefined;
  const values = new type(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    values.set(piece as ArrayLike<number>, at);
    at += piece.length;
  }
  return values;
}

/** 64-bit integers that a number holds exactly become numbers. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function fits(type: ColumnType, value: unknown): boolean {
  if (value === null) return true;
  return typeof value === (type === 'string' || type === 'boolean' ? type : 'number');
}
