import type { Tensor } from '../../engine/engine.ts';
import type { LearnedTensor } from '../parameters.ts';

/** Keeps a variance of 0 from being divided by. Source: PyTorch's default. */
export const EPSILON = 1e-5;

/**
 * A normalization of `z[n, o]`: `x̂ = (z − mean) / √(variance + ε)`, `u = γ ⊙ x̂ + β`, with γ and β `[1, o]`
 * learned.
 *
 * Batch and layer normalization differ in the values over which they take mean and variance.
 */
export interface Normalization {
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly learned: readonly LearnedTensor[];
  /** The running mean and variance, if evaluation uses them. */
  readonly running?: { readonly mean: Tensor; readonly variance: Tensor };
  /** Lets the last training batch into the running values. */
  remember?(): void;
  /** Overwrites z by x̂, and `u`. */
  forward(z: Tensor, u: Tensor, training: boolean): void;
  /** Overwrites `d = ∂loss/∂u` by ∂loss/∂z, and the gradients of γ and β. */
  backward(xHat: Tensor, d: Tensor): void;
}
