import type { Tensor } from '../../engine/engine.ts';
import { EPSILON, type Statistics } from './statistics.ts';

/**
 * Layer normalization: at every position of every sample, mean 0 and (biased) variance 1 over its channels, in
 * training and evaluation alike.
 *
 * Source: Ba, Kiros & Hinton 2016; the definitions of PyTorch's `LayerNorm`.
 */
export class LayerStatistics implements Statistics {
  /** 1 / √(variance + ε) of every row. */
  private inverseDeviation = new Float64Array(0);

  normalize(x: Tensor): void {
    const { rows, columns: o } = x;
    const values = x.values;
    if (this.inverseDeviation.length !== rows) this.inverseDeviation = new Float64Array(rows);
    for (let n = 0, row = 0; n < rows; n++, row += o) {
      let sum = 0;
      for (let j = 0; j < o; j++) sum += values[row + j];
      const mean = sum / o;
      let squares = 0;
      for (let j = 0; j < o; j++) squares += (values[row + j] - mean) * (values[row + j] - mean);
      const inverse = 1 / Math.sqrt(squares / o + EPSILON);
      this.inverseDeviation[n] = inverse;
      for (let j = 0; j < o; j++) values[row + j] = (values[row + j] - mean) * inverse;
    }
  }

  /** `∂loss/∂x = (g − mean(g) − x̂ mean(g ⊙ x̂)) / √(variance + ε)`, `g = ∂loss/∂x̂`, means over the channels. */
  backward(xHat: Tensor, d: Tensor): void {
    const [x, g] = [xHat.values, d.values];
    const o = d.columns;
    for (let n = 0, row = 0; n < d.rows; n++, row += o) {
      let [sum, products] = [0, 0];
      for (let j = 0; j < o; j++) {
        sum += g[row + j];
        products += g[row + j] * x[row + j];
      }
      for (let j = 0; j < o; j++) {
        g[row + j] = (g[row + j] - sum / o - x[row + j] * (products / o)) * this.inverseDeviation[n];
      }
    }
  }
}
