import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Every entry's step is divided by the root of a running mean of its squared gradients. */
export interface RmspropSettings {
  readonly kind: 'rmsprop';
  readonly stepSize: StepSize;
  /** α, the share of itself that the mean keeps, from 0 to below 1. */
  readonly decay: number;
  /** Above 0, so that an entry that never had a gradient does not move. */
  readonly epsilon: number;
}

/**
 * `s ← α s + (1 − α) g²`, `x ← x − stepSize g / (√s + ε)`. The mean starts at 0 and is not corrected for it.
 *
 * Source: PyTorch, `torch.optim.RMSprop`; Hinton, lecture 6e of "Neural networks for machine learning", 2012.
 */
export function rmsprop({ decay, epsilon }: RmspropSettings): Rule {
  return {
    moments: ['squareMean'],
    betas: [],
    update({ tensor, gradient }, { stepSize, l2, moments: [s] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        s[i] = decay * s[i] + (1 - decay) * g * g;
        x[i] -= (stepSize * g) / (Math.sqrt(s[i]) + epsilon);
      }
    },
  };
}
