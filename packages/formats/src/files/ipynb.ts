import type { FileFormat } from './fileFormat.ts';

/** A Jupyter notebook. */
export const ipynb = {
  title: 'Notebook',
  endings: ['.ipynb'],
  experiment: {
    file: 'notebook.ipynb',
    holds: 'the NumPy script as a Jupyter notebook, with figures',
    script: 'NumPy',
    needsFigures: true,
    write: async ({ experiment, data, figures }) =>
      (await import('../notebook/writeNotebook.ts')).writeNotebook(experiment, data!, figures),
  },
} as const satisfies FileFormat;
