import type { Engine } from '../../engine/engine.ts';
import type { Kind, Settings } from '../../kinds/kind.ts';
import type { Rule } from './rule.ts';

/** An optimizer that an experiment can name. */
export interface OptimizerKind<Name extends string = string> extends Kind<Name> {
  readonly settings: Settings<Name>;
  /** The step size by default; without it an experiment must give one. */
  readonly stepSize?: number;
  /** The rule of its updates. The step size is given to each update. */
  rule(values: Readonly<Record<Name, number>>, engine: Engine): Rule;
}

/** Ties the names of the settings to those that `rule` reads. */
export const optimizerKind = <Name extends string = never>(kind: OptimizerKind<Name>): OptimizerKind<Name> =>
  kind;

/** ε. With 0, an entry without a gradient would move by 0 / 0. */
export const epsilonSetting = (value: number) => ({
  default: value,
  from: 1e-300,
  to: 1e100,
  description: 'Added to the root that divides the step.',
});

/** The share of itself that a running mean keeps. */
export const keptSetting = (value: number, mean: string) => ({
  default: value,
  from: 0,
  to: 1,
  below: true,
  description: `Share of itself that the ${mean} keeps.`,
});
