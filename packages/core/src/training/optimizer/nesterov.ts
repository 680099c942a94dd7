import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Momentum that takes the gradient a step ahead. */
export interface NesterovSettings {
  readonly kind: 'nesterov';
  readonly stepSize: StepSize;
  /** μ, from 0 to 1. */
  readonly momentum: number;
}

/**
 * `v ← μ v + g`, `x ← x − stepSize (g + μ v)`.
 *
 * Source: PyTorch, `torch.optim.SGD` with `nesterov=True`; Sutskever et al. 2013, "On the importance of initialization
 * and momentum in deep learning".
 */
export function nesterov({ momentum }: NesterovSettings): Rule {
  return {
    moments: ['velocity'],
    betas: [],
    update({ tensor, gradient }, { stepSize, l2, moments: [v] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        v[i] = momentum * v[i] + g;
        x[i] -= stepSize * (g + momentum * v[i]);
      }
    },
  };
}
