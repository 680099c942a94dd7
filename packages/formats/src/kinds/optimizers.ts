import type { BuiltInOptimizer } from 'gradscope';

/** An optimizer in a script. Its settings are constants, named as Python does: `WEIGHT_DECAY`. */
interface OptimizerExport {
  readonly says: string;
  /** For NumPy: the arrays that it keeps for each array x, and how x changes with the gradient g at step t, from 1. */
  readonly moments: readonly string[];
  readonly rule: string;
  /** For PyTorch: its class, and its settings but the step size. */
  readonly torch: readonly string[];
}

const ADAM = `m[:] = BETA1 * m + (1 - BETA1) * g
v[:] = BETA2 * v + (1 - BETA2) * g * g
step = step_size / (1 - BETA1**t) * m / (np.sqrt(v) / np.sqrt(1 - BETA2**t) + EPSILON)`;

export const OPTIMIZER_EXPORTS: Readonly<Record<BuiltInOptimizer, OptimizerExport>> = {
  sgd: { says: 'gradient descent', moments: [], rule: 'x -= step_size * g', torch: ['SGD'] },
  momentum: {
    says: 'gradient descent with momentum',
    moments: ['v'],
    rule: 'v[:] = MOMENTUM * v + g\nx -= step_size * v',
    torch: ['SGD', 'momentum=MOMENTUM'],
  },
  nesterov: {
    says: "gradient descent with Nesterov's momentum",
    moments: ['v'],
    rule: 'v[:] = MOMENTUM * v + g\nx -= step_size * (g + MOMENTUM * v)',
    torch: ['SGD', 'momentum=MOMENTUM', 'nesterov=True'],
  },
  adagrad: {
    says: 'Adagrad',
    moments: ['s'],
    rule: 's += g * g\nx -= step_size * g / (np.sqrt(s) + EPSILON)',
    torch: ['Adagrad', 'eps=EPSILON'],
  },
  rmsprop: {
    says: 'RMSprop',
    moments: ['s'],
    rule: 's[:] = DECAY * s + (1 - DECAY) * g * g\nx -= step_size * g / (np.sqrt(s) + EPSILON)',
    torch: ['RMSprop', 'alpha=DECAY', 'eps=EPSILON'],
  },
  adam: {
    says: 'Adam',
    moments: ['m', 'v'],
    rule: `${ADAM}\nx -= step`,
    torch: ['Adam', 'betas=(BETA1, BETA2)', 'eps=EPSILON'],
  },
  adamw: {
    says: 'AdamW',
    moments: ['m', 'v'],
    rule: `${ADAM}\nkept = 1 - step_size * WEIGHT_DECAY if name == 'W' else 1\nx[:] = kept * x - step`,
    torch: ['AdamW', 'betas=(BETA1, BETA2)', 'eps=EPSILON'],
  },
};
