import type { Values } from '../../engine/engine.ts';
import type { LearnedTensor } from '../../network/parameters.ts';

/** What an optimizer remembers from update to update. Plain data, a copy. */
export interface OptimizerState {
  /** Of each moment, by name, one array for each parameter. */
  readonly moments: Readonly<Record<string, readonly Values[]>>;
  /** βᵗ after t updates, for each β whose moment is corrected for its start at 0. */
  readonly powers: readonly number[];
}

/** Changes parameters by their gradients. It belongs to the parameters it was made for, in their order. */
export interface Optimizer {
  /**
   * One update of all `parameters`. Where one decays, `l2` times its value is added to its gradient, before anything
   * else; gradients that were clipped are clipped before that, as in PyTorch. `stepSizes` has one for each parameter.
   */
  update(parameters: readonly LearnedTensor[], stepSizes: readonly number[], l2: number): void;

  state(): OptimizerState;

  /** Goes on from `state` with the same bits. Throws `RangeError` where it is not of these parameters. */
  restore(state: OptimizerState): void;
}
