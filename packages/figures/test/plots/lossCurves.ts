import { type FigureOptions, lossCurves } from '@gradscope/figures';
import { everyStep, syntheticRun } from '../synthetic.ts';

const runs = ['sigmoid', 'ReLU'].map((name, i) =>
  syntheticRun(name, everyStep(1000 * (i + 1), 20), 3, () => 1),
);

/** The test loss turns and rises; it was evaluated at every tenth of the recorded steps only. */
const heldOut = runs.map((run, i) => {
  const { step, loss, accuracy } = run.history;
  const at = (value: (row: number) => number) => ({
    columns: 1,
    values: Float64Array.from(step, (_, row) => (row % 10 === 0 ? value(row) : Number.NaN)),
  });
  const series = {
    test_loss: at(row => loss[row] + 0.05 + (0.4 * (i + 1) * row) / step.length),
    test_accuracy: at(row => accuracy[row] - 0.06 * (i + 1)),
  };
  return { ...run, history: { ...run.history, series } };
});

export default {
  heldOut: (options: FigureOptions) => lossCurves(heldOut, options),
  heldOutDarkNarrow: (options: FigureOptions) =>
    lossCurves(heldOut, { ...options, width: 375, theme: 'dark' }),
  twoNetworks: (options: FigureOptions) => lossCurves(runs, options),
  logarithmicDarkNarrow: (options: FigureOptions) =>
    lossCurves(runs, { ...options, scale: 'log', width: 375, theme: 'dark' }),
};
