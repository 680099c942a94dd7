import type { FileFormat } from './fileFormat.ts';

/** Text under the ending of any text: read as CSV if it is data to learn from. */
export const txt = {
  title: 'text',
  endings: ['.txt'],
  table: {
    read: async (bytes, fileName, options) =>
      (await import('../table.ts')).readTable(bytes, fileName, options),
  },
} as const satisfies FileFormat;
