import { type ImportedRun, type RecordedRun, recordedAt, type Series } from 'gradscope';
import type { FigureKind } from '../figures/figureKind.ts';
import { gradientsKind } from '../figures/gradientMagnitudes.ts';
import { lossKind } from '../figures/lossCurves.ts';
import { GRADIENT_MEASURES, type MeasureName } from '../records/measures.ts';
import type { FigureOptions } from '../sheet/options.ts';
import type { Figure } from './figuresOf.ts';
import { recordKinds } from './recordKinds.ts';

export interface ImportedFigure extends Figure {
  /** Its kind. */
  readonly name: string;
}

/** The gradient measure of imported runs that figures draw; undefined if they have none in common. */
export const importedMeasure = (...runs: readonly ImportedRun[]): MeasureName | undefined =>
  GRADIENT_MEASURES.find(name => runs.every(({ series }) => series[name]));

/**
 * The figures of an imported run: one for each kind that logs have, at the steps at which its series was
 * logged.
 *
 * @param kinds by name, as for `figuresOf`
 */
export function importedFigures(
  run: ImportedRun,
  kinds: Readonly<Record<string, FigureKind>> = recordKinds,
): ImportedFigure[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const series = kind.inLogs?.find(one => run.series[one]);
    if (series === undefined) return [];
    const { title } = kind;
    return [{ name, title, draw: options => kind.draw([ofHidden(recordedAt(run, series))], options) }];
  });
}

/**
 * The run without the last columns of shares that are empty: a log also has one for the output layer, which
 * has no such share.
 */
function ofHidden(run: RecordedRun): RecordedRun {
  const series = { ...run.history.series };
  for (const name of ['saturated', 'dead'] as const) {
    if (series[name]) series[name] = withoutEmptyEnd(series[name]);
  }
  return { ...run, history: { ...run.history, series } };
}

function withoutEmptyEnd({ columns, values }: Series): Series {
  let kept = columns;
  const isEmpty = (column: number) =>
    values.every((value, i) => i % columns !== column || Number.isNaN(value));
  while (kept > 1 && isEmpty(kept - 1)) kept--;
  return { columns: kept, values: values.filter((_, i) => i % columns < kept) };
}

/**
 * Figures of several runs together, imported or our own: their losses, and their gradients if all have the
 * same measure.
 */
export function comparedFigures(runs: readonly ImportedRun[]): ImportedFigure[] {
  if (runs.length < 2) return [];
  const withLoss = runs.filter(({ series }) => series.loss);
  const measure = importedMeasure(...runs);
  const figure = (name: string, kind: FigureKind, series: string, those: readonly ImportedRun[]) => ({
    name,
    title: kind.title,
    draw: (options: FigureOptions) =>
      kind.draw(
        those.map(run => recordedAt(run, series)),
        options,
      ),
  });
  return [
    ...(withLoss.length > 1 ? [figure('loss', lossKind, 'loss', withLoss)] : []),
    ...(measure ? [figure('gradients', gradientsKind, measure, runs)] : []),
  ];
}
