import { type OwnProbes, type RecordedRun, type SeriesText, textOfSeries } from 'gradscope';

/** A quantity recorded once per layer. */
export type Measure = SeriesText;

/**
 * The measures of a layer's gradient that can be drawn, by their name in `History.series`. All are in units
 * of loss per unit of weight, except `delta_norm`: loss per unit of pre-activation.
 */
export const measures = {
  grad_l1: { title: 'Sum of gradient magnitudes', formula: 'Σ|∂loss/∂W|' },
  grad_l2: { title: 'Euclidean norm of the gradient', formula: '‖∂loss/∂W‖₂' },
  grad_max: { title: 'Largest gradient magnitude', formula: 'max |∂loss/∂W|' },
  grad_mean: { title: 'Mean gradient magnitude', formula: 'mean |∂loss/∂W|' },
  notebook_heuristic: {
    title: 'The notebook’s gradient heuristic',
    formula: 'Σ|∂loss/∂W| / (fan-in + fan-out)',
  },
  delta_norm: { title: 'Norm of the signal', formula: '‖∂loss/∂z‖₂' },
} as const satisfies Record<string, Measure>;

/** One of {@link measures}, or a series of a program's own probe. */
export type MeasureName = keyof typeof measures | OwnProbes[keyof OwnProbes];

/** @throws RangeError if `name` is none of {@link measures}, and no probe of the program's own gives it a text */
export function measureOf(name: MeasureName): Measure {
  const measure = Object.hasOwn(measures, name) ? measures[name] : textOfSeries(name);
  if (measure) return measure;
  throw new RangeError(`measure: expected ${Object.keys(measures).join(', ')}, got ${name}`);
}

/** The measures of the weights' gradients, the preferred first: means compare layers of different sizes. */
export const GRADIENT_MEASURES = [
  'grad_mean',
  'grad_l2',
  'grad_l1',
  'grad_max',
] as const satisfies readonly MeasureName[];

/** The first of these measures that all runs have. */
export const measureIn = <Name extends MeasureName>(
  runs: readonly RecordedRun[],
  names: readonly Name[],
): Name => names.find(name => runs.every(({ history }) => history.series[name])) ?? names[0];
