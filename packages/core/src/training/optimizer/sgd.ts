import { optimizerKind } from './optimizerKind.ts';

/** `x ← x − stepSize g`, by the engine's kernel. Source: PyTorch, `torch.optim.SGD`. */
export const sgd = optimizerKind({
  label: 'Gradient descent',
  settings: {},
  rule: (_, engine) => ({
    moments: [],
    betas: [],
    stabilityBound: 2,
    update: ({ tensor, gradient }, { stepSize, l2 }) => engine.descend(tensor, gradient, stepSize, l2),
  }),
});
