import { type FigureOptions, spectrum } from '@gradscope/figures';
import { everyStep, probedRun } from '../synthetic.ts';

const settings = { width: 30, steps: everyStep(1000, 500), weights: 0.75, slope: 0.25 };
const sigmoid = probedRun('sigmoid', { ...settings, layers: 4 });
const deep = probedRun('deep', { ...settings, layers: 20 });
const normalized = probedRun('normalized', { ...settings, layers: 4 });
normalized.history.series.jacobian_sv!.values.fill(Number.NaN);

export default {
  weightsOfDeep: (options: FigureOptions) => spectrum([deep], { ...options, series: 'weight_sv' }),
  weightsOfTwoDarkNarrow: (options: FigureOptions) =>
    spectrum([sigmoid, deep], { ...options, series: 'weight_sv', width: 343, theme: 'dark' }),
  jacobian: (options: FigureOptions) =>
    spectrum([sigmoid, deep, normalized], { ...options, series: 'jacobian_sv' }),
};
