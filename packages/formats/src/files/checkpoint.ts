import type { FileFormat } from './fileFormat.ts';

/** Weights of one step, which are no log. */
export const checkpoint = {
  title: 'checkpoint',
  endings: ['.pt', '.pth', '.ckpt', '.h5', '.hdf5', '.keras'],
  log: {
    isRefused: true,
    read: async (source, { path }) => (await import('../imported/checkpoint.ts')).refuseFile(source, path),
  },
} as const satisfies FileFormat;
