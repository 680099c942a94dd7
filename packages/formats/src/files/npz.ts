import type { FileFormat } from './fileFormat.ts';

/** NumPy's archive of arrays: a table, a log, or a whole run. */
export const npz = {
  title: 'NumPy',
  endings: ['.npz'],
  table: {
    read: async (bytes, fileName, options) =>
      (await import('../table.ts')).readTable(bytes, fileName, options),
  },
  log: {
    read: async (source, target) => (await import('../imported/arrayFile.ts')).readNpzFile(source, target),
  },
  network: {
    of: 'record',
    takes: 'compress',
    holds: 'data, parameters and history, for NumPy',
    write: async ({ data, run, compress = false }) => {
      const [{ writeNpz }, { runArrays }] = await Promise.all([
        import('../npz.ts'),
        import('../run/runArrays.ts'),
      ]);
      return writeNpz(runArrays(data, run), { compress });
    },
  },
} as const satisfies FileFormat;
