import type { Engine } from '../../engine/engine.ts';
import type { Rule } from './rule.ts';
import type { StepSize } from './stepSize.ts';

/** Plain gradient descent: every parameter moves by `−stepSize` times its gradient. */
export interface SgdSettings {
  readonly kind: 'sgd';
  readonly stepSize: StepSize;
}

/** `x ← x − stepSize g`, by the engine's kernel. Source: PyTorch, `torch.optim.SGD`. */
export function sgd(engine: Engine): Rule {
  return {
    moments: [],
    betas: [],
    update: ({ tensor, gradient }, { stepSize, l2 }) => engine.descend(tensor, gradient, stepSize, l2),
  };
}
