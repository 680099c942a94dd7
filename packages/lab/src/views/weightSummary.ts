/** Statistics of a layer's weights. */
export interface WeightSummary {
  readonly mean: number;
  /** The population standard deviation. */
  readonly deviation: number;
  readonly largest: number;
  readonly norm: number;
}

export function summarizeWeights(W: ArrayLike<number>): WeightSummary {
  let [sum, squares, largest] = [0, 0, 0];
  for (let i = 0; i < W.length; i++) {
    sum += W[i];
    squares += W[i] * W[i];
    largest = Math.max(largest, Math.abs(W[i]));
  }
  const mean = sum / W.length;
  let deviations = 0;
  for (let i = 0; i < W.length; i++) deviations += (W[i] - mean) * (W[i] - mean);
  return { mean, deviation: Math.sqrt(deviations / W.length), largest, norm: Math.sqrt(squares) };
}
