import { activationTangent, type FigureOptions } from '@gradscope/figures';
import { relu, sigmoid } from './activationCurves.ts';

const sigmoidOfZ = { ...sigmoid, formula: '1 / (1 + e⁻ᶻ)' };
const reluOfZ = { ...relu, formula: 'max(0, z)' };

export default {
  sigmoidAt1: (options: FigureOptions) => activationTangent(sigmoidOfZ, { ...options, width: 420, input: 1 }),
  reluAtMostDarkNarrow: (options: FigureOptions) =>
    activationTangent(reluOfZ, {
      ...options,
      width: 300,
      theme: 'dark',
      input: 4,
      index: 1,
      untitled: true,
    }),
};
