import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Momentum divided by the root of a running mean of squared gradients, both corrected for their start at 0. */
export interface AdamSettings {
  readonly kind: 'adam';
  readonly stepSize: StepSize;
  /** The share of itself that the mean gradient keeps, from 0 to below 1. */
  readonly beta1: number;
  /** The share of itself that the mean squared gradient keeps, from 0 to below 1. */
  readonly beta2: number;
  /** Above 0, so that an entry that never had a gradient does not move. */
  readonly epsilon: number;
}

/** Adam whose weights also shrink on their own, apart from the gradient. */
export interface AdamwSettings extends Omit<AdamSettings, 'kind'> {
  readonly kind: 'adamw';
  /** λ in `W ← (1 − stepSize λ) W`; biases and the like do not shrink. */
  readonly weightDecay: number;
}

/**
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `x ← x − stepSize / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) +
 * ε)` at update t = 1, 2, …
 *
 * Source: PyTorch, `torch.optim.Adam`; Kingma and Ba 2015, algorithm 1.
 */
export function adam(settings: AdamSettings): Rule {
  return decoupled(settings, 0);
}

/**
 * {@link adam}, with `(1 − stepSize λ) x` in the place of x for weights.
 *
 * Source: PyTorch, `torch.optim.AdamW`; Loshchilov and Hutter 2019, algorithm 2.
 */
export function adamw(settings: AdamwSettings): Rule {
  return decoupled(settings, settings.weightDecay);
}

function decoupled({ beta1, beta2, epsilon }: AdamSettings | AdamwSettings, weightDecay: number): Rule {
  return {
    moments: ['mean', 'squareMean'],
    betas: [beta1, beta2],
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
