import type { AnyDataset } from '../data/dataset.ts';
import { Network } from '../network/network.ts';

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
  const { loss, correct } = networkOn(network, data).classify(false);
  return { loss, accuracy: correct / data.samples };
}

/**
 * The network itself if it sees all of the data anyway; otherwise one with the same parameters that does, in
 * its own memory.
 */
function networkOn(network: Network, data: AnyDataset): Network {
  if (network.seesAllOf(data)) return network;
  const layers = network.layers.map(({ settings }) => settings);
  return new Network(network.engine.another(), layers, network.parameters(), data, { loss: network.loss });
}
