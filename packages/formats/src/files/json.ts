import type { FileFormat } from './fileFormat.ts';

/** JSON: a log, an experiment or settings. */
export const json = {
  title: 'JSON',
  endings: ['.json'],
  log: {
    mayBeAnything: true,
    rule: 'JSON lines with a loss or gradients, log_history of a trainer_state.json, or columns such as {"loss": [...]}',
    read: async (source, target) => (await import('../imported/textLog.ts')).readJsonFile(source, target),
  },
} as const satisfies FileFormat;
