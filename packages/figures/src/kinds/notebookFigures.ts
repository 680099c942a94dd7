import type { Run } from 'gradscope';
import { gradientsKind } from '../figures/gradientMagnitudes.ts';
import { lossKind } from '../figures/lossCurves.ts';
import type { Figure } from './figuresOf.ts';

/**
 * The figures of a notebook about its runs: their losses, and the gradients of each and of all of them. Empty
 * if there are no runs.
 */
export function notebookFigures(runs: readonly Run[]): Figure[] {
  if (runs.length === 0) return [];
  const measured = runs.filter(({ history }) => history.series.grad_mean);
  const gradients = (title: string, drawn: readonly Run[]): Figure => ({
    title,
    draw: options => gradientsKind.draw(drawn, options),
  });
  return [
    { title: 'The loss', draw: options => lossKind.draw(runs, options) },
    ...measured.map(run => gradients(`The gradients of ${run.name}, layer by layer`, [run])),
    ...(measured.length > 1 ? [gradients('The gradients of all of them', measured)] : []),
  ];
}
