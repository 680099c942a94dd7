import type { FileFormat } from './fileFormat.ts';

/** A log of any text format, found by its contents; a program's printed output is none. */
export const log = {
  title: 'text',
  endings: ['.log'],
  log: {
    read: async (source, target) => (await import('../imported/textLog.ts')).readTextFile(source, target),
  },
} as const satisfies FileFormat;
