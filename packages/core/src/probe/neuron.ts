import { columnsOf } from '../network/layerSettings.ts';
import type { ProbeKind } from './probe.ts';

/** `grad_neuron` = Σ|dW[:, j]| of every neuron j (of maxout, every piece), layer after layer. */
export const neuronProbe: ProbeKind<'grad_neuron'> = {
  label: 'Gradient by neuron',
  columns: layers => ({ grad_neuron: layers.reduce((sum, layer) => sum + columnsOf(layer), 0) }),
  create({ layers, engine }) {
    const sums = layers.map(({ W }) => engine.tensor(1, W.columns));
    return {
      measure(row) {
        const neurons = row('grad_neuron');
        let at = 0;
        for (const [l, { dW }] of layers.entries()) {
          engine.columnMagnitudes(dW, sums[l]);
          neurons.set(sums[l].values, at);
          at += sums[l].columns;
        }
      },
    };
  },
};
