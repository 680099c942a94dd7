import type { FileFormat } from './fileFormat.ts';

/** Parquet: a table, or what was recorded of a run, for pandas and polars. */
export const parquet = {
  title: 'Parquet',
  endings: ['.parquet', '.pq'],
  table: {
    // PAR1
    start: [0x50, 0x41, 0x52, 0x31],
    read: async (bytes, fileName, options) =>
      (await import('../parquetTable.ts')).parquetTable(bytes, fileName, options),
  },
  network: {
    of: 'record',
    holds: 'the same, for pandas and polars',
    needsNoParameters: true,
    write: async ({ run }) => (await import('../run/curves.ts')).writeCurvesParquet(run),
  },
} as const satisfies FileFormat;
