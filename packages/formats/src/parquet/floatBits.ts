import type { ParquetWriter } from 'hyparquet-writer';

/** JavaScript's own NaN. */
const NAN_32 = 0x7fc0_0000;
const NAN_64 = 0x7ff8_0000_0000_0000n;

/**
 * The integers with the bits of a column's floats, if a NaN among them has other bits than JavaScript's own:
 * a payload, a
 * sign, or it signals. The library passes integers unchanged, but converts floats to numbers. Undefined if
 * there is no such NaN, and for values that are not of the column's type.
 */
export function oddBits(type: string, values: ArrayLike<unknown>): BigInt64Array | Int32Array | undefined {
  if (type === 'float32' && values instanceof Float32Array) {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    return bits.some((word, i) => Number.isNaN(values[i]) && word !== NAN_32) ? bits : undefined;
  }
  if (type !== 'float64' || !(values instanceof Float64Array)) return undefined;
  const bits = new BigInt64Array(values.buffer, values.byteOffset, values.length);
  return values.some((value, i) => Number.isNaN(value) && bits[i] !== NAN_64) ? bits : undefined;
}

/**
 * Declares columns, by their indices, that were written as integers to be floats: the bytes of a value are
 * the same.
 */
export function declareFloats({ schema, row_groups }: ParquetWriter, places: readonly number[]): void {
  for (const place of places) {
    // The schema element of the columns' group comes first.
    const element = schema[place + 1];
    const type = element.type === 'INT64' ? 'DOUBLE' : 'FLOAT';
    element.type = type;
    for (const { columns } of row_groups) columns[place].meta_data!.type = type;
  }
}
