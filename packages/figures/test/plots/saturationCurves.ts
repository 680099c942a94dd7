import { type FigureOptions, saturationCurves } from '@gradscope/figures';
import { everyStep, probedRun } from '../synthetic.ts';

const settings = { width: 20, steps: everyStep(1000, 20), weights: 0.75, slope: 0.25 };
const sigmoid = probedRun('sigmoid', { ...settings, layers: 4 });
const deep = probedRun('deep', { ...settings, layers: 31 });
const { saturated } = deep.history.series;
const withoutDead = { ...deep, history: { ...deep.history, series: { saturated: saturated! } } };

export default {
  oneNetwork: (options: FigureOptions) => saturationCurves([sigmoid], options),
  twoNetworksDarkNarrow: (options: FigureOptions) =>
    saturationCurves([sigmoid, deep], { ...options, width: 343, theme: 'dark' }),
  thirtyLayersSaturatedOnly: (options: FigureOptions) => saturationCurves([withoutDead], options),
};
