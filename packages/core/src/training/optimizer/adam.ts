import { epsilonSetting, keptSetting, optimizerKind } from './optimizerKind.ts';
import type { Rule } from './rule.ts';

const settings = {
  beta1: keptSetting(0.9, 'mean gradient'),
  beta2: keptSetting(0.999, 'mean squared gradient'),
  epsilon: epsilonSetting(1e-8),
};

/**
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `x ← x − stepSize / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) +
 * ε)` at update t = 1, 2, …
 *
 * Source: PyTorch, `torch.optim.Adam`; Kingma and Ba 2015, algorithm 1.
 */
export const adam = optimizerKind({
  stepSize: 0.001,
  settings,
  rule: values => decoupled({ ...values, weightDecay: 0 }),
});

/**
 * {@link adam}, with `(1 − stepSize λ) x` in the place of x for weights.
 *
 * Source: PyTorch, `torch.optim.AdamW`; Loshchilov and Hutter 2019, algorithm 2.
 */
export const adamw = optimizerKind({
  label: 'AdamW',
  stepSize: 0.001,
  settings: {
    ...settings,
    weightDecay: {
      default: 0.01,
      from: 0,
      to: 1e100,
      description: 'λ in W ← (1 − stepSize λ) W; biases do not shrink.',
    },
  },
  rule: decoupled,
});

type Values = Readonly<Record<keyof typeof settings | 'weightDecay', number>>;

function decoupled({ beta1, beta2, epsilon, weightDecay }: Values): Rule {
  return {
    moments: ['mean', 'squareMean'],
    betas: [beta1, beta2],
    // The mean m is not corrected here, so that its correction is a part of P, as in Cohen et al. 2022.
    divisor([, v], powers) {
      const correction = Math.sqrt(1 - powers[1]);
      return Float64Array.from(v, mean => (1 - powers[0]) * (Math.sqrt(mean) / correction + epsilon));
    },
    stabilityBound: (2 * (1 + beta1)) / (1 - beta1),
    update({ tensor, gradient, decays }, { stepSize, l2, moments: [m, v], powers }) {
      const [x, dx] = [tensor.values, gradient.values];
      const kept = decays ? 1 - stepSize * weightDecay : 1;
      const correctedStep = stepSize / (1 - powers[0]);
      const correction = Math.sqrt(1 - powers[1]);
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        x[i] = kept * x[i] - (correctedStep * m[i]) / (Math.sqrt(v[i]) / correction + epsilon);
      }
    },
  };
}
