import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Every entry's step is divided by the root of all its squared gradients so far. */
export interface AdagradSettings {
  readonly kind: 'adagrad';
  readonly stepSize: StepSize;
  /** Above 0, so that an entry that never had a gradient does not move. */
  readonly epsilon: number;
}

/**
 * `s ← s + g²`, `x ← x − stepSize g / (√s + ε)`.
 *
 * Source: PyTorch, `torch.optim.Adagrad`; Duchi, Hazan, Singer 2011.
 */
export function adagrad({ epsilon }: AdagradSettings): Rule {
  return {
    moments: ['squareSum'],
    betas: [],
    update({ tensor, gradient }, { stepSize, l2, moments: [s] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        s[i] += g * g;
        x[i] -= (stepSize * g) / (Math.sqrt(s[i]) + epsilon);
      }
    },
  };
}
