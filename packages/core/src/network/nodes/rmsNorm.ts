import type { Tensor } from '../../engine/engine.ts';
import { EPSILON, type Statistics } from './statistics.ts';

/**
 * RMS normalization: at every position of every sample, mean square 1 over its channels; the mean stays.
 *
 * Source: Zhang & Sennrich 2019, "Root mean square layer normalization".
 */
export class RmsStatistics implements Statistics {
  /** 1 / √(mean square + ε) of every row. */
  private inverse = new Float64Array(0);

  normalize(x: Tensor): void {
    const { rows, columns: o, values } = x;
    if (this.inverse.length !== rows) this.inverse = new Float64Array(rows);
    for (let n = 0, row = 0; n < rows; n++, row += o) {
      let squares = 0;
      for (let j = 0; j < o; j++) squares += values[row + j] * values[row + j];
      const inverse = 1 / Math.sqrt(squares / o + EPSILON);
      this.inverse[n] = inverse;
      for (let j = 0; j < o; j++) values[row + j] *= inverse;
    }
  }

  /** `∂loss/∂x = (g − x̂ mean(g ⊙ x̂)) / √(mean square + ε)`, `g = ∂loss/∂x̂`, the mean over the channels. */
  backward(xHat: Tensor, d: Tensor): void {
    const [x, g] = [xHat.values, d.values];
    const o = d.columns;
    for (let n = 0, row = 0; n < d.rows; n++, row += o) {
      let products = 0;
      for (let j = 0; j < o; j++) products += g[row + j] * x[row + j];
      for (let j = 0; j < o; j++) g[row + j] = (g[row + j] - x[row + j] * (products / o)) * this.inverse[n];
    }
  }
}
