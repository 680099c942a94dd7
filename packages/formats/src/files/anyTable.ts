import type { Table } from 'gradscope';
import { gunzip, isGzip, looksLikeRow } from '../table.ts';
import type { TableOptions } from '../tableOptions.ts';
import { fileFormats, tableFormatOf } from './index.ts';

/**
 * The table in a file of any format of tables, by its name or first bytes, or else CSV; {@link readTable} reads CSV and NumPy's
 * archives at once.
 *
 * @throws FormatError (the promise rejects)
 */
export async function readAnyTable(
  bytes: Uint8Array,
  fileName: string,
  options: TableOptions = {},
): Promise<Table> {
  if (isGzip(bytes)) return readAnyTable(gunzip(bytes, fileName), fileName.replace(/\.gz$/i, ''), options);
  return tableFormatOf(bytes, fileName).table.read(bytes, fileName, options);
}

/** Whether the first line of a CSV, which should name the columns, looks like a row. */
export function lacksHeader(bytes: Uint8Array, fileName: string): boolean {
  if (isGzip(bytes)) return lacksHeader(gunzip(bytes, fileName), fileName.replace(/\.gz$/i, ''));
  const { csv, txt } = fileFormats;
  return [csv, txt].includes(tableFormatOf(bytes, fileName)) && looksLikeRow(bytes, fileName);
}
