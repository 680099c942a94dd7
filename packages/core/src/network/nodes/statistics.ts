import type { Tensor } from '../../engine/engine.ts';

/** Keeps a variance of 0 from being divided by. Source: PyTorch's default. */
export const EPSILON = 1e-5;

/** The values over which a normalization takes mean and variance, on the rows of one pass. */
export interface Statistics {
  /** Overwrites x by `x̂ = (x − mean) / √(variance + ε)`. */
  normalize(x: Tensor, training: boolean): void;
  /** Overwrites `d = ∂loss/∂x̂` by ∂loss/∂x. */
  backward(xHat: Tensor, d: Tensor): void;
  /** Folds the last training batch into the running values. */
  remember?(): void;
}

/** The running mean and variance `[1, channels]`, with which batch normalization evaluates. */
export interface RunningValues {
  readonly mean: Tensor;
  readonly variance: Tensor;
}
