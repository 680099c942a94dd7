import { optimizerKind } from './optimizerKind.ts';
import type { Rule } from './rule.ts';

const settings = { momentum: { default: 0.9, from: 0, to: 1, description: 'μ in v ← μ v + g.' } };

/**
 * `v ← μ v + g`, `x ← x − stepSize v`.
 *
 * Source: PyTorch, `torch.optim.SGD` with momentum and no dampening; Polyak 1964.
 */
export const momentum = optimizerKind({
  settings,
  rule: ({ momentum }) => withVelocity(momentum, false),
});

/**
 * `v ← μ v + g`, `x ← x − stepSize (g + μ v)`.
 *
 * Source: PyTorch, `torch.optim.SGD` with `nesterov=True`; Sutskever et al. 2013, "On the importance of initialization
 * and momentum in deep learning".
 */
export const nesterov = optimizerKind({
  settings,
  rule: ({ momentum }) => withVelocity(momentum, true),
});

function withVelocity(momentum: number, isAhead: boolean): Rule {
  return {
    moments: ['velocity'],
    betas: [],
    stabilityBound: (2 * (1 + momentum)) / (isAhead ? 1 + 2 * momentum : 1),
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
