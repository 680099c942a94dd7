import type { FileFormat } from './fileFormat.ts';

/** Hugging Face's arrays by name: a log of arrays, or the parameters of a run. */
export const safetensors = {
  title: 'safetensors',
  endings: ['.safetensors'],
  log: {
    read: async (source, target) =>
      (await import('../imported/arrayFile.ts')).readSafetensorsFile(source, target),
  },
  network: {
    of: 'network',
    holds: 'the trained parameters, W1 [inputs, outputs], b1, …',
    write: async ({ run }) => (await import('../run/runSafetensors.ts')).writeRunSafetensors(run),
  },
} as const satisfies FileFormat;
