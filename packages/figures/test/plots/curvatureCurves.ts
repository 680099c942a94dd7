import { curvatureCurves, type FigureOptions } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { everyStep, syntheticRun } from '../synthetic.ts';

/** A run that sharpens until it reaches its bound, and then stays there; nothing is known of its first step. */
function sharpening(name: string, pace: number, bound: number): Run {
  const run = syntheticRun(name, everyStep(2000, 40), 3, () => 1);
  const one = (values: Float64Array) => ({ columns: 1, values });
  const step_sharpness = Float64Array.from(run.history.step, (step, row) =>
    row === 0 ? Number.NaN : Math.min(bound * (1 + 0.02 * (row % 2)), 0.05 * Math.exp(pace * step)),
  );
  const stability_bound = step_sharpness.map(() => bound);
  const series = {
    ...run.history.series,
    step_sharpness: one(step_sharpness),
    stability_bound: one(stability_bound),
  };
  return { ...run, history: { ...run.history, series } };
}

export default {
  oneNetwork: (options: FigureOptions) => curvatureCurves([sharpening('sgd', 0.006, 2)], options),
  twoOptimizersDarkNarrow: (options: FigureOptions) =>
    curvatureCurves([sharpening('sgd', 0.003, 2), sharpening('adam', 0.009, 38)], {
      ...options,
      width: 343,
      theme: 'dark',
    }),
};
