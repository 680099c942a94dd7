import type { LayerValues } from '@gradscope/figures';
import { type AnyDataset, type Experiment, Network, type Parameters, wasmEngine } from 'gradscope';
import type { TimedRun } from '../training/messages.ts';

/**
 * The outputs of every unit of each hidden layer on the data with these parameters: φ before dropout and
 * skip, as in evaluation.
 */
export function layerValues(
  run: TimedRun,
  parameters: Parameters,
  data: AnyDataset,
  precision: Experiment['precision'],
): LayerValues[] {
  const network = new Network(wasmEngine(precision), run.layers, parameters, data);
  network.forward(false);
  return network.layers
    .slice(0, -1)
    .map(({ a }, l) => ({ name: `layer ${l + 1}`, values: a.values.slice() }));
}
