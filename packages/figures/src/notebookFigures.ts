import type { Run } from 'gradscope';
import { gradientMagnitudes } from './gradientMagnitudes.ts';
import type { TitledFigure } from './importedFigures.ts';
import { lossCurves } from './lossCurves.ts';

/** The mean compares layers of different sizes. */
const MEASURE = 'grad_mean';

/**
 * The figures of a notebook about its runs: their losses, and the gradients of each and of all of them. Empty
 * if there are no runs.
 */
export function notebookFigures(runs: readonly Run[]): TitledFigure[] {
  if (runs.length === 0) return [];
  const measured = runs.filter(({ history }) => history.series[MEASURE]);
  const gradients = (title: string, drawn: readonly Run[]): TitledFigure => ({
    title,
    draw: options => gradientMagnitudes(drawn, { ...options, measure: MEASURE }),
  });
  return [
    { title: 'The loss', draw: options => lossCurves(runs, options) },
    ...measured.map(run => gradients(`The gradients of ${run.name}, layer by layer`, [run])),
    ...(measured.length > 1 ? [gradients('The gradients of all of them', measured)] : []),
  ];
}
