import type { Activation, Engine, Tensor } from '../../../engine/engine.ts';

/** How a recurrent layer computes h[t] from its input, `x W + b`, and its last state, h[t−1]. */
export interface Cell {
  /** Whether the gates of `h U` are not added to those of `x W`, and have their own bias. */
  readonly keepsApart?: boolean;
  /** φ, if that is all the cell does with the sum of `x W + b` and `h U`. */
  readonly activation?: Activation;
  /** @param n samples */
  on(engine: Engine, n: number, steps: number, width: number): CellOperation;
}

/** The tensors of a cell at one time. */
export interface CellStep {
  readonly t: number;
  /** What enters, `[n, gates · width]`. */
  readonly x: Tensor;
  /** `h[t−1] U`, `[n, gates · width]`. */
  readonly recurrent: Tensor;
  /** h[t−1] and h[t], `[n, width]`. */
  readonly before: Tensor;
  readonly h: Tensor;
}

/** The signals of a cell at one time. */
export interface CellSignal {
  readonly t: number;
  readonly before: Tensor;
  readonly h: Tensor;
  /** ∂loss/∂h[t], `[n, width]`. */
  readonly d: Tensor;
  /** Overwritten by ∂loss/∂(x W + b), `[n, gates · width]`. */
  readonly dx: Tensor;
  /** Overwritten by ∂loss/∂(h[t−1] U); the same tensor as dx unless the cell keeps them apart. */
  readonly dRecurrent: Tensor;
  /** Overwritten by the signal that reaches h[t−1] without going through U, if there is one. */
  readonly past: Tensor;
  /** Whether no signal comes from the next position, so that the signal of the cell's own state starts at 0. */
  readonly isLast: boolean;
}

export interface CellOperation {
  /** Overwrites h. */
  forward(step: CellStep): void;
  /** ∂loss/∂c[t] of the last backward step, `[n, width]`, if the cell has a state c beside h. */
  readonly dState?: Tensor;
  /** Returns whether it has overwritten `past`. */
  backward(signal: CellSignal): boolean;
}
