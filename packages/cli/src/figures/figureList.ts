import {
  activationCurves,
  dataScatter,
  decisionRegions,
  type FigureOptions,
  gradientMagnitudes,
  lossCurves,
  type ScoreGrid,
} from '@gradscope/figures';
import { type AnyDataset, type Dataset, type Experiment, isRegression, slope } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import { activationsOf } from './activationsOf.ts';
import type { Figure } from './figure.ts';
import { fitFigure } from './fitFigure.ts';
import { probeFigures } from './probeFigures.ts';
import { scoreGrid } from './scoreGrid.ts';

export interface FigureListOptions {
  /**
   * If true, the figures of the 2016 notebook with its own gradient pictures; otherwise those of everything
   * that was recorded.
   */
  readonly notebook: boolean;
}

/**
 * The figures of an experiment's runs: the data, the activations, the loss, the gradients, the decision
 * regions. A run without records, for example one interrupted before the first recorded step, has no curves.
 */
export function figureList(outcome: Outcome, { notebook }: FigureListOptions): Figure[] {
  const { runs, data } = outcome;
  const recorded = runs.filter(({ history }) => history.step.length > 0);
  const withGradients = recorded.filter(({ history }) => history.series.grad_mean);
  return [
    ...(isRegression(data) || !isSpread(data, 0) || !isSpread(data, 1) || !hasPlane(data)
      ? []
      : [{ name: 'data', draw: (options: FigureOptions) => dataScatter(data, options) }]),
    ...activationFigures(runs),
    ...(recorded.length > 0
      ? [{ name: 'loss', draw: (options: FigureOptions) => lossCurves(recorded, options) }]
      : []),
    ...gradientFigures('gradients', withGradients, { measure: 'grad_mean' }),
    ...(notebook
      ? gradientFigures('notebook-heuristic', withGradients, NOTEBOOK)
      : probeFigures({ ...outcome, runs: recorded })),
    ...(isRegression(data) &&
    data.features === 1 &&
    data.outputs === 1 &&
    isDrawable(data.X) &&
    isDrawable(data.targets)
      ? [{ name: 'fit', draw: fitFigure(data, outcome) }]
      : []),
    ...(isPlane(data) ? runs.map(run => regionFigure(run, data, outcome.experiment)) : []),
  ];
}

/** The notebook's way of plotting: its own heuristic, for the first two layers, on a linear axis. */
const NOTEBOOK = { measure: 'notebook_heuristic', scale: 'linear', layers: [1, 2] } as const;

type GradientOptions = Parameters<typeof gradientMagnitudes>[1];

/** One figure for each run and, if there are several, one with all of them. */
function gradientFigures(name: string, runs: readonly TimedRun[], settings: GradientOptions): Figure[] {
  const figure = (figureName: string, drawn: readonly TimedRun[]): Figure => ({
    name: figureName,
    draw: options => gradientMagnitudes(drawn, { ...options, ...settings }),
  });
  const each = runs.map(run => figure(`${name}-${run.name}`, [run]));
  return runs.length > 1 ? [...each, figure(name, runs)] : each;
}

/** Whether the data are several classes in a plane, so that the regions of a network can be drawn. */
function isPlane(data: AnyDataset): data is Dataset {
  return !isRegression(data) && data.features === 2 && data.classes > 1 && hasPlane(data);
}

/** Whether axes can be made for the first two features. */
function hasPlane({ X, features }: Dataset): boolean {
  const column = (feature: number) => X.filter((_, i) => i % features === feature);
  return isDrawable(column(0)) && isDrawable(column(1));
}

/** Whether an axis can span the values: near the largest number the arithmetic of axes overflows. */
const isDrawable = (values: Float64Array): boolean => values.every(value => Math.abs(value) < LARGEST_DRAWN);

const LARGEST_DRAWN = 1e150;

/** Whether the samples have different values of a feature: the first pixel of every digit is 0. */
function isSpread({ X, features, samples }: Dataset, feature: number): boolean {
  if (feature >= features) return false;
  for (let i = 1; i < samples; i++) if (X[i * features + feature] !== X[feature]) return true;
  return false;
}

/** Empty if no hidden layer has a curve: a network may be one affine map, or have maxout units only. */
function activationFigures(runs: readonly TimedRun[]): Figure[] {
  const curves = activationsOf(runs).map(activation => {
    return {
      name: activation.name,
      // The figure calls its argument x.
      formula: activation.formula.replaceAll('z', 'x').replaceAll('ᶻ', 'ˣ'),
      forward: (x: number) => activation.forward(x),
      derivative: (x: number) => slope(activation, x),
    };
  });
  if (curves.length === 0) return [];
  return [{ name: 'activations', draw: options => activationCurves(curves, options) }];
}

/** The grid is computed when first drawn, so that files saved earlier do not wait for it. */
function regionFigure(run: TimedRun, data: Dataset, experiment: Experiment): Figure {
  let grid: ScoreGrid | undefined;
  return {
    name: `regions-${run.name}`,
    draw: options => {
      grid ??= scoreGrid(run, data, experiment.precision);
      return decisionRegions(grid, data, { ...options, name: run.name });
    },
  };
}
