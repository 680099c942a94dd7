import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Gradient descent with a velocity that keeps the share `momentum` of itself. */
export interface MomentumSettings {
  readonly kind: 'momentum';
  readonly stepSize: StepSize;
  /** μ, from 0 to 1. */
  readonly momentum: number;
}

/** Momentum with the gradient evaluated one step ahead. */
export interface NesterovSettings extends Omit<MomentumSettings, 'kind'> {
  readonly kind: 'nesterov';
}

/**
 * `v ← μ v + g`, `x ← x − stepSize v`.
 *
 * Source: PyTorch, `torch.optim.SGD` with momentum and no dampening; Polyak 1964.
 */
export function momentum({ momentum }: MomentumSettings): Rule {
  return withVelocity(momentum, false);
}

/**
 * `v ← μ v + g`, `x ← x − stepSize (g + μ v)`.
 *
 * Source: PyTorch, `torch.optim.SGD` with `nesterov=True`; Sutskever et al. 2013, "On the importance of initialization
 * and momentum in deep learning".
 */
export function nesterov({ momentum }: NesterovSettings): Rule {
  return withVelocity(momentum, true);
}

function withVelocity(momentum: number, isAhead: boolean): Rule {
  return {
    moments: ['velocity'],
    betas: [],
    update({ tensor, gradient }, { stepSize, l2, moments: [v] }) {
      const [x, dx] = [tensor.values, gradient.values];
      for (let i = 0; i < x.length; i++) {
        const g = dx[i] + l2 * x[i];
        v[i] = momentum * v[i] + g;
        x[i] -= stepSize * (isAhead ? g + momentum * v[i] : v[i]);
      }
    },
  };
}
