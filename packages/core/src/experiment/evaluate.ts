import { type AnyDataset, answersOf } from '../data/dataset.ts';
import type { Network } from '../network/network.ts';

/** How good a network is on some data. */
export interface Evaluation {
  /** Mean loss, without `l2`. */
  readonly loss: number;
  /** Share classified right, 0 … 1; NaN if the data are values, not classes. */
  readonly accuracy: number;
}

/**
 * Evaluates a network in its present state on `data`: batch normalization by its running values, no dropout.
 */
export function evaluate(network: Network, data: AnyDataset): Evaluation {
  const { loss, correct } = network.on(data).classify(false);
  return { loss, accuracy: correct / (data.samples * answersOf(data)) };
}
