import { epsilonSetting, keptSetting, optimizerKind } from './optimizerKind.ts';

/**
 * `s ← α s + (1 − α) g²`, `x ← x − stepSize g / (√s + ε)`. The mean starts at 0 and is not corrected for it.
 *
 * Source: PyTorch, `torch.optim.RMSprop`; Hinton, lecture 6e of "Neural networks for machine learning", 2012.
 */
export const rmsprop = optimizerKind({
  label: 'RMSProp',
  stepSize: 0.01,
  settings: {
    decay: keptSetting(0.99, 'mean squared gradient'),
    epsilon: epsilonSetting(1e-8),
  },
  rule: ({ decay, epsilon }) => ({
    moments: ['squareMean'],
    betas: [],
    stabilityBound: 2,
    divisor: ([s]) => Float64Array.from(s, mean => Math.sqrt(mean) + epsilon),
    update({ tensor, gradient }, { stepSize, l2, moments: [s] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        s[i] = decay * s[i] + (1 - decay) * g * g;
        x[i] -= (stepSize * g) / (Math.sqrt(s[i]) + epsilon);
      }
    },
  }),
});
