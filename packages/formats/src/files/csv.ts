import type { FileFormat } from './fileFormat.ts';

/** Comma-separated values: a table, a log, or what was recorded of a run. */
export const csv = {
  title: 'CSV',
  endings: ['.csv', '.tsv'],
  table: {
    read: async (bytes, fileName, options) =>
      (await import('../table.ts')).readTable(bytes, fileName, options),
  },
  log: {
    read: async (source, target) => (await import('../imported/textLog.ts')).readCsvFile(source, target),
  },
  network: {
    of: 'record',
    holds: 'what was recorded, a row for each step: step, loss, accuracy, grad_l2_1, …',
    needsNoParameters: true,
    write: async ({ run }) => (await import('../run/curves.ts')).writeCurvesCsv(run),
  },
} as const satisfies FileFormat;
