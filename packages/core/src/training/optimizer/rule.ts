import type { Values } from '../../engine/engine.ts';
import type { LearnedTensor } from '../../network/parameters.ts';

/** The values that one update of one tensor needs besides the tensor. */
export interface UpdateTerms {
  readonly stepSize: number;
  /** λ in `g = dx + λ x`; 0 if the tensor does not decay. */
  readonly l2: number;
  /** The tensor's moments, in the rule's order; they are updated too. */
  readonly moments: readonly Values[];
  /** βᵗ of the rule's `betas`, t counting this update. */
  readonly powers: readonly number[];
}

/**
 * The rule of an optimizer: how the new `x` follows from its gradient `dx`. It has no state.
 *
 * A rule computes in float64 and rounds stored values to the tensor's precision.
 */
export interface Rule {
  /** The moments it keeps of every tensor. They start at 0, and have the tensor's precision. */
  readonly moments: readonly string[];
  /** The βs whose powers it needs. */
  readonly betas: readonly number[];
  update(parameter: LearnedTensor, terms: UpdateTerms): void;
  /**
   * P, `[entries]`: what divides each entry's step, from the moments and powers after an update. Without it, P is 1.
   */
  divisor?(moments: readonly Values[], powers: readonly number[]): Float64Array;
  /**
   * The largest stepSize · λ at which it does not diverge on a quadratic loss of curvature λ (of P⁻¹H, if it has a
   * divisor), the divisor held fixed; undefined if that is not known.
   */
  readonly stabilityBound?: number;
}
