import type { Engine } from '../../engine/engine.ts';
import type { LearnedTensor } from '../../network/parameters.ts';
import { type AdagradSettings, adagrad } from './adagrad.ts';
import { type AdamSettings, type AdamwSettings, adam, adamw } from './adam.ts';
import { type MomentumSettings, momentum, type NesterovSettings, nesterov } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import { type RmspropSettings, rmsprop } from './rmsprop.ts';
import type { Rule } from './rule.ts';
import { RuleOptimizer } from './ruleOptimizer.ts';
import { type SgdSettings, sgd } from './sgd.ts';

export type OptimizerSettings =
  | SgdSettings
  | MomentumSettings
  | NesterovSettings
  | AdagradSettings
  | RmspropSettings
  | AdamSettings
  | AdamwSettings;

/** An optimizer for `parameters`, tensors of `engine`. The settings' `stepSize` is for who calls `update`. */
export function createOptimizer(
  engine: Engine,
  settings: OptimizerSettings,
  parameters: readonly LearnedTensor[],
): Optimizer {
  return new RuleOptimizer(ruleOf(engine, settings), parameters);
}

function ruleOf(engine: Engine, settings: OptimizerSettings): Rule {
  switch (settings.kind) {
    case 'sgd':
      return sgd(engine);
    case 'momentum':
      return momentum(settings);
    case 'nesterov':
      return nesterov(settings);
    case 'adagrad':
      return adagrad(settings);
    case 'rmsprop':
      return rmsprop(settings);
    case 'adam':
      return adam(settings);
    case 'adamw':
      return adamw(settings);
  }
}
