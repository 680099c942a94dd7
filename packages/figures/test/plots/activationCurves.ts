import { activationCurves, type FigureOptions } from '@gradscope/figures';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

export const sigmoid = {
  name: 'sigmoid',
  formula: '1 / (1 + e⁻ˣ)',
  forward: logistic,
  derivative: (x: number) => logistic(x) * logistic(-x),
};

export const relu = {
  name: 'ReLU',
  formula: 'max(0, x)',
  forward: (x: number) => Math.max(0, x),
  derivative: (x: number) => (x > 0 ? 1 : 0),
};

const activations = [sigmoid, relu];

export default {
  sigmoidAndRelu: (options: FigureOptions) => activationCurves(activations, options),
  sigmoidAndReluDarkNarrow: (options: FigureOptions) =>
    activationCurves(activations, { ...options, width: 375, theme: 'dark' }),
};
