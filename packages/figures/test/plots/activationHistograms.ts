import { activationHistograms, type FigureOptions } from '@gradscope/figures';
import { syntheticActivations } from '../synthetic.ts';

const tanh = syntheticActivations(5, 'tanh');
const diverged = [
  { name: 'layer 1', values: [0.1, 0.2, 0.2, 0.4] },
  { name: 'layer 2', values: [0.3, Number.NaN, Number.POSITIVE_INFINITY, 0.3] },
];

export default {
  tanh: (options: FigureOptions) => activationHistograms(tanh, { ...options, name: 'tanh' }),
  reluOf20LayersDarkNarrow: (options: FigureOptions) =>
    activationHistograms(syntheticActivations(20, 'relu'), {
      ...options,
      name: 'relu',
      width: 343,
      theme: 'dark',
    }),
  slopesOnASharedRange: (options: FigureOptions) =>
    activationHistograms(syntheticActivations(3, 'tanh'), {
      ...options,
      quantity: 'slope',
      name: 'tanh',
      width: 343,
      span: [-2, 2],
      untitled: true,
    }),
  partlyNaN: (options: FigureOptions) => activationHistograms(diverged, { ...options, width: 343 }),
};
