import { epsilonSetting, optimizerKind } from './optimizerKind.ts';

/**
 * `s ← s + g²`, `x ← x − stepSize g / (√s + ε)`.
 *
 * Source: PyTorch, `torch.optim.Adagrad`; Duchi, Hazan, Singer 2011.
 */
export const adagrad = optimizerKind({
  label: 'AdaGrad',
  stepSize: 0.01,
  settings: {
    epsilon: epsilonSetting(1e-10),
  },
  rule: ({ epsilon }) => ({
    moments: ['squareSum'],
    betas: [],
    stabilityBound: 2,
    divisor: ([s]) => Float64Array.from(s, sum => Math.sqrt(sum) + epsilon),
    update({ tensor, gradient }, { stepSize, l2, moments: [s] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        s[i] += g * g;
        x[i] -= (stepSize * g) / (Math.sqrt(s[i]) + epsilon);
      }
    },
  }),
});
