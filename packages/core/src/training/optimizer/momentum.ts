import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Gradient descent with a velocity that keeps the share `momentum` of itself. */
export interface MomentumSettings {
  readonly kind: 'momentum';
  readonly stepSize: StepSize;
  /** μ, from 0 to 1. */
  readonly momentum: number;
}

/**
 * `v ← μ v + g`, `x ← x − stepSize v`.
 *
 * Source: PyTorch, `torch.optim.SGD` with momentum and no dampening; Polyak 1964.
 */
export function momentum({ momentum }: MomentumSettings): Rule {
  return {
    moments: ['velocity'],
    betas: [],
    update({ tensor, gradient }, { stepSize, l2, moments: [v] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        v[i] = momentum * v[i] + (dx[i] + l2 * x[i]);
        x[i] -= stepSize * v[i];
      }
    },
  };
}
