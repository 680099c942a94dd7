import type { FileFormat } from './fileFormat.ts';

/** A program that trains the networks again. */
export const numpy = {
  title: 'NumPy script',
  endings: ['.py'],
  experiment: {
    file: 'train_numpy.py',
    holds: 'a script that trains the networks with NumPy, to the same losses',
    script: 'NumPy',
    write: async ({ experiment, data }) =>
      (await import('../script/numpyScript.ts')).writeNumpyScript(experiment, data!),
  },
} as const satisfies FileFormat;
