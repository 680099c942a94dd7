import type { Run } from 'gradscope';
import type { Measure } from './measures.ts';
import { recordedSeries } from './recorded.ts';

export const neuronMeasure: Measure = {
  title: 'Sum of gradient magnitudes of each neuron’s weights',
  formula: 'Σ|∂loss/∂W[:, j]|',
};

/** The neurons of one layer, as columns `start … end − 1` of `grad_neuron`. */
export interface NeuronLayer {
  /** 1 … L. */
  readonly layer: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The columns of each layer's neurons in `grad_neuron`.
 *
 * @throws RangeError if the number of columns of the series is not the run's number of neurons
 */
export function neuronLayers(run: Run): NeuronLayer[] {
  const { columns } = recordedSeries(run, 'grad_neuron');
  let end = 0;
  const layers = run.final.map(({ fanOut }, l) => {
    const start = end;
    end += fanOut;
    return { layer: l + 1, start, end };
  });
  if (end !== columns) {
    throw new RangeError(`run: expected ${end} columns of grad_neuron in ${run.name}, got ${columns}`);
  }
  return layers;
}
