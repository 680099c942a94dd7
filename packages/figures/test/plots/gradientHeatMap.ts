import { type FigureOptions, gradientHeatMap } from '@gradscope/figures';
import { everyStep, probedRun, syntheticRun } from '../synthetic.ts';

const sigmoid = probedRun('sigmoid', {
  layers: 10,
  width: 20,
  steps: everyStep(1000, 10),
  weights: 0.75,
  slope: 0.25,
});
const abyss = syntheticRun('abyss', everyStep(3000, 10), 1000, (step, layer) =>
  step > 2500 && layer > 900 ? Number.NaN : 10 ** (-0.45 * (1000 - layer) + step / 30),
);
const unevenSteps = Int32Array.of(0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);
const shallow = syntheticRun('shallow', unevenSteps, 3, (step, layer) => layer / (100 + step));

export default {
  tenLayers: (options: FigureOptions) => gradientHeatMap(sigmoid, { ...options, measure: 'delta_norm' }),
  thousandLayers: (options: FigureOptions) => gradientHeatMap(abyss, options),
  thousandLayersDarkNarrow: (options: FigureOptions) =>
    gradientHeatMap(abyss, { ...options, width: 343, theme: 'dark' }),
  coloursOfAWiderSpan: (options: FigureOptions) =>
    gradientHeatMap(shallow, { ...options, width: 343, span: [1e-6, 1] }),
  threeLayersUnevenSteps: (options: FigureOptions) => gradientHeatMap(shallow, { ...options, width: 343 }),
};
