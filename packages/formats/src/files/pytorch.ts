import type { FileFormat } from './fileFormat.ts';

/** A program that trains the networks again, with PyTorch's own layers, gradients and optimizers. */
export const pytorch = {
  title: 'PyTorch script',
  endings: ['.py'],
  experiment: {
    file: 'train_pytorch.py',
    holds: 'a script that trains the networks with PyTorch, to the same losses',
    script: 'PyTorch',
    write: async ({ experiment, data }) =>
      (await import('../script/torchScript.ts')).writePytorchScript(experiment, data!),
  },
} as const satisfies FileFormat;
