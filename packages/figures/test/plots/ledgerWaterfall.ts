import { type FigureOptions, ledgerWaterfall } from '@gradscope/figures';
import { everyStep, probedRun } from '../synthetic.ts';

const settings = { width: 5, steps: everyStep(100, 50) };
const shallow = probedRun('sigmoid', { ...settings, layers: 4, weights: 0.72, slope: 0.24 });
const twenty = probedRun('twenty', { ...settings, layers: 21, weights: 0.72, slope: 0.24 });
const deep = probedRun('deep', { ...settings, layers: 101, weights: 0.72, slope: 0.24 });
const residual = probedRun('residual', {
  ...settings,
  layers: 10,
  weights: 0.6,
  slope: 0.5,
  skip: 3,
  normalization: 1.2,
});
const abyss = probedRun('abyss', { ...settings, layers: 12, weights: 0.72, slope: 0.24 });
abyss.history.series.ledger_slope!.values.fill(0, 15, 16);

export default {
  threeHiddenLayers: (options: FigureOptions) => ledgerWaterfall(shallow, { ...options, step: 0 }),
  twentyHiddenLayers: (options: FigureOptions) => ledgerWaterfall(twenty, options),
  twentyHiddenLayersNarrow: (options: FigureOptions) => ledgerWaterfall(twenty, { ...options, width: 343 }),
  hundredHiddenLayers: (options: FigureOptions) => ledgerWaterfall(deep, options),
  hundredHiddenLayersDarkNarrow: (options: FigureOptions) =>
    ledgerWaterfall(deep, { ...options, width: 343, theme: 'dark' }),
  fourParts: (options: FigureOptions) => ledgerWaterfall(residual, { ...options, step: 0 }),
  lostForGood: (options: FigureOptions) => ledgerWaterfall(abyss, { ...options, width: 343 }),
};
