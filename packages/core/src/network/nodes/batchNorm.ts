import type { Tensor } from '../../engine/engine.ts';
import { EPSILON, type RunningValues, type Statistics } from './statistics.ts';

/** The share of a new batch in the running mean and variance. Source: PyTorch's default. */
const MOMENTUM = 0.1;

/**
 * Batch normalization: every channel has mean 0 and variance 1 over the batch.
 *
 * Training uses the mean and (biased) variance of the batch, and keeps a running average of them (with
 * unbiased variance) for evaluation.
 *
 * Source: Ioffe & Szegedy 2015; the definitions of PyTorch's `BatchNorm1d`.
 */
export class BatchStatistics implements Statistics {
  private readonly running: RunningValues;
  /** 1 / √(variance + ε) of the last batch. Made by the first pass, as the others. */
  private inverseDeviation = new Float64Array(0);
  private batchMean = new Float64Array(0);
  private batchVariance = new Float64Array(0);
  private batchRows = 0;

  constructor(running: RunningValues) {
    this.running = running;
  }

  normalize(x: Tensor, training: boolean): void {
    if (this.inverseDeviation.length !== x.columns) this.makeRoom(x.columns);
    if (training) this.measure(x);
    const mean = training ? this.batchMean : this.running.mean.values;
    const variance = training ? this.batchVariance : this.running.variance.values;
    const inverse = this.inverseDeviation;
    const o = x.columns;
    const values = x.values;
    for (let j = 0; j < o; j++) inverse[j] = 1 / Math.sqrt(variance[j] + EPSILON);
    for (let row = 0; row < values.length; row += o) {
      for (let j = 0; j < o; j++) values[row + j] = (values[row + j] - mean[j]) * inverse[j];
    }
  }

  /** `∂loss/∂x = (g − mean(g) − x̂ mean(g ⊙ x̂)) / √(variance + ε)`, `g = ∂loss/∂x̂`, means over the batch. */
  backward(xHat: Tensor, d: Tensor): void {
    const [x, g] = [xHat.values, d.values];
    const { rows: n, columns: o } = d;
    const [sums, products] = [new Float64Array(o), new Float64Array(o)];
    for (let row = 0; row < g.length; row += o) {
      for (let j = 0; j < o; j++) {
        sums[j] += g[row + j];
        products[j] += g[row + j] * x[row + j];
      }
    }
    for (let row = 0; row < g.length; row += o) {
      for (let j = 0; j < o; j++) {
        g[row + j] = (g[row + j] - sums[j] / n - x[row + j] * (products[j] / n)) * this.inverseDeviation[j];
      }
    }
  }

  /**
   * Folds the last training batch into the running mean and variance; call it once per step, at its update.
   */
  remember(): void {
    const [means, variances] = [this.running.mean.values, this.running.variance.values];
    const n = this.batchRows;
    const unbiased = n > 1 ? n / (n - 1) : 1;
    for (let j = 0; j < means.length; j++) {
      means[j] += MOMENTUM * (this.batchMean[j] - means[j]);
      variances[j] += MOMENTUM * (this.batchVariance[j] * unbiased - variances[j]);
    }
  }

  private makeRoom(channels: number): void {
    this.inverseDeviation = new Float64Array(channels);
    this.batchMean = new Float64Array(channels);
    this.batchVariance = new Float64Array(channels);
  }

  private measure(x: Tensor): void {
    const { rows: n, columns: o, values } = x;
    const { batchMean: mean, batchVariance: variance } = this;
    this.batchRows = n;
    mean.fill(0);
    variance.fill(0);
    for (let row = 0; row < values.length; row += o) {
      for (let j = 0; j < o; j++) mean[j] += values[row + j];
    }
    for (let j = 0; j < o; j++) mean[j] /= n;
    for (let row = 0; row < values.length; row += o) {
      for (let j = 0; j < o; j++) variance[j] += (values[row + j] - mean[j]) * (values[row + j] - mean[j]);
    }
    for (let j = 0; j < o; j++) variance[j] /= n;
  }
}
