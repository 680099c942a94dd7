import type { Table } from 'gradscope';
import { readParquet } from './parquet/readParquet.ts';
import type { ParquetColumn } from './parquet/writeParquet.ts';
import type { TableOptions } from './tableOptions.ts';

/** The index that pandas writes beside the columns. */
const PANDAS_INDEX = /^__index_level_\d+__$/;

/**
 * The table in a Parquet file: numbers as numbers, missing ones NaN; text and booleans as text, missing ones
 * empty.
 *
 * @throws FormatError (the promise rejects) as `readParquet` does
 */
export async function parquetTable(
  bytes: Uint8Array,
  fileName: string,
  { onGuess }: TableOptions,
): Promise<Table> {
  const { columns } = await readParquet(bytes, fileName);
  const data = columns.filter(({ name }) => !PANDAS_INDEX.test(name));
  if (data.length < columns.length) onGuess?.('pandas’ index left out');
  return data.map(column => ({ name: column.name, width: 1, values: valuesOf(column) }));
}

function valuesOf({ type, values }: ParquetColumn): Float64Array | readonly string[] {
  if (type === 'string' || type === 'boolean') {
    return Array.from(values as ArrayLike<string | boolean | null>, cell =>
      cell === null ? '' : String(cell),
    );
  }
  return Float64Array.from(values as ArrayLike<number | null>, cell => cell ?? Number.NaN);
}
