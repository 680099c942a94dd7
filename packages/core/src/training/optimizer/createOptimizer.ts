import type { Engine } from '../../engine/engine.ts';
import { addKind, kindNamed, type OwnSettings, type SettingsOf } from '../../kinds/kind.ts';
import type { OwnOptimizers } from '../../kinds/own.ts';
import type { LearnedTensor } from '../../network/parameters.ts';
import { adagrad } from './adagrad.ts';
import { adam, adamw } from './adam.ts';
import { momentum, nesterov } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import type { OptimizerKind } from './optimizerKind.ts';
import { rmsprop } from './rmsprop.ts';
import { RuleOptimizer } from './ruleOptimizer.ts';
import { sgd } from './sgd.ts';
import type { StepSize } from './stepSize.ts';

/** Defaults are PyTorch's, except for momentum, which is 0 there. */
const builtIn = { sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw };

/** The optimizers that an experiment can name, those that the program added last. */
export const optimizerKinds: Readonly<Record<BuiltInOptimizer, OptimizerKind>> = { ...builtIn };

export type BuiltInOptimizer = keyof typeof builtIn;

/** A kind of optimizer, its step size, and the values of its settings by name. */
export type OptimizerSettings = (SettingsOf<typeof builtIn> | OwnSettings<OwnOptimizers>) & {
  readonly stepSize: StepSize;
};

/**
 * Adds an optimizer to those that experiments can name, from the next `parseExperiment` on. Every thread that trains has
 * to add it.
 *
 * @param name by which experiments know it
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerOptimizer<Name extends string = never>(
  name: string,
  kind: OptimizerKind<Name>,
): void {
  addKind('optimizer', optimizerKinds, name, kind);
}

/** An optimizer for `parameters`, tensors of `engine`. The settings' `stepSize` is for who calls `update`. */
export function createOptimizer(
  engine: Engine,
  settings: OptimizerSettings,
  parameters: readonly LearnedTensor[],
): Optimizer {
  const kind = kindNamed<OptimizerKind>('optimizer', optimizerKinds, settings.kind);
  const values = settings as unknown as Readonly<Record<string, number>>;
  return new RuleOptimizer(kind.rule(values, engine), parameters);
}
