import type { AnyDataset } from '../data/dataset.ts';
import { measuredRows } from '../data/measuredRows.ts';
import type { Network } from '../network/network.ts';

/**
 * Returns a function that gives a network of the same parameters that has just seen all of the data, or the first
 * rows of sequences and pictures: the network itself if it sees all of them at every step, otherwise this model
 * evaluated on them.
 */
export function onWholeData(network: Network): () => Network {
  const whole = network.on(network.data.axes ? measuredRows(network.data as AnyDataset) : network.data);
  return () => {
    if (whole !== network) whole.forward(false);
    return whole;
  };
}
