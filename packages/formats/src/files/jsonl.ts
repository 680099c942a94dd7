import type { FileFormat } from './fileFormat.ts';

/** JSON lines: a log of a line for each step. */
export const jsonl = {
  title: 'JSON lines',
  endings: ['.jsonl', '.ndjson'],
  log: {
    read: async (source, target) => (await import('../imported/jsonlLog.ts')).readJsonlFile(source, target),
  },
} as const satisfies FileFormat;
