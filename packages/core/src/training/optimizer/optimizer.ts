import type { Values } from '../../engine/engine.ts';
import type { LearnedTensor } from '../../network/parameters.ts';

/** The state that an optimizer keeps from update to update. Plain data, a copy. */
export interface OptimizerState {
  /** For each moment, by name, one array per parameter. */
  readonly moments: Readonly<Record<string, readonly Values[]>>;
  /** βᵗ after t updates, for each β whose moment is corrected for its start at 0. */
  readonly powers: readonly number[];
}

/** Changes parameters by their gradients. It belongs to the parameters it was made for, in their order. */
export interface Optimizer {
  /**
   * One update of all `parameters`. If a parameter decays, `l2` times its value is added to its gradient
   * before anything else; clipping happens before that, as in PyTorch. `stepSizes` has one for each
   * parameter.
   */
  update(parameters: readonly LearnedTensor[], stepSizes: readonly number[], l2: number): void;

  /** P of each parameter after the last update, see `Rule.divisor`; undefined if the rule has none. */
  divisors(): readonly Float64Array[] | undefined;

  /** See `Rule.stabilityBound`. */
  readonly stabilityBound: number | undefined;

  state(): OptimizerState;

  /**
   * Continues from `state` with the same bits. Throws `RangeError` if it does not belong to these parameters.
   */
  restore(state: OptimizerState): void;
}
