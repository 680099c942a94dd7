import type { Engine, Tensor } from '../../../engine/engine.ts';

/** What a recurrent layer computes at each time from what enters, `x W + b`, and its state before, h[t−1]. */
export interface Cell {
  /** Columns of W and U for each unit: its gates, side by side. */
  readonly gates: number;
  /** Whether the gates of `h U` stay apart from those of `x W` and have a bias of their own. */
  readonly keepsApart?: boolean;
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
  /** Overwritten by what reaches h[t−1] past U, if the cell passes it so. */
  readonly past: Tensor;
  /** Whether the signal of the time after this one ends before it: what the cell carries besides h is 0. */
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
