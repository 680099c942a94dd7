import { type ImportedRun, type RecordedRun, recordedAt, type Series } from 'gradscope';
import { gradientByLayer } from './gradientByLayer.ts';
import { gradientHeatMap } from './gradientHeatMap.ts';
import { gradientMagnitudes } from './gradientMagnitudes.ts';
import { ledgerWaterfall } from './ledgerWaterfall.ts';
import { lossCurves } from './lossCurves.ts';
import type { MeasureName } from './measures.ts';
import type { FigureOptions } from './options.ts';
import { saturationCurves } from './saturationCurves.ts';
import { updateRatios } from './updateRatios.ts';

/** A figure that can be drawn in any size and theme. */
export interface TitledFigure {
  /** Its content, as a heading. */
  readonly title: string;
  readonly draw: (options: FigureOptions) => SVGSVGElement;
}

export interface ImportedFigure extends TitledFigure {
  readonly name: 'loss' | 'heat' | 'gradients' | 'by-layer' | 'ledger' | 'saturation' | 'updates';
}

/** The first that was logged is drawn: means compare layers of different sizes. */
const GRADIENTS: readonly MeasureName[] = ['grad_mean', 'grad_l2', 'grad_l1', 'grad_max'];

/** The gradient measure of an imported run that figures draw; undefined if none was logged. */
export function importedMeasure({ series }: ImportedRun): MeasureName | undefined {
  return GRADIENTS.find(name => series[name]);
}

/** The figures of an imported run: one for each logged quantity, at the steps at which it was logged. */
export function importedFigures(run: ImportedRun): ImportedFigure[] {
  const { series } = run;
  const measure = importedMeasure(run);
  const signal = series.delta_norm ? 'delta_norm' : measure;
  const figures: (ImportedFigure | false)[] = [
    series.loss !== undefined && {
      name: 'loss',
      title: 'How training went',
      draw: options => lossCurves([recordedAt(run, 'loss')], options),
    },
    measure !== undefined && {
      name: 'heat',
      title: 'The gradient of every layer',
      draw: options => gradientHeatMap(recordedAt(run, measure), { ...options, measure }),
    },
    measure !== undefined && {
      name: 'gradients',
      title: 'The gradients over time',
      draw: options => gradientMagnitudes([recordedAt(run, measure)], { ...options, measure }),
    },
    signal !== undefined && {
      name: 'by-layer',
      title: 'The gradient by layer',
      draw: options => gradientByLayer([recordedAt(run, signal)], { ...options, measure: signal }),
    },
    series.ledger_weights !== undefined && {
      name: 'ledger',
      title: 'Where the signal was lost',
      draw: options =>
        ledgerWaterfall(recordedAt(run, 'ledger_weights'), {
          ...options,
          step: series.ledger_weights.step[0],
        }),
    },
    (series.saturated ?? series.dead) !== undefined && {
      name: 'saturation',
      title: 'Saturated and dead units',
      draw: options =>
        saturationCurves([ofHidden(recordedAt(run, series.saturated ? 'saturated' : 'dead'))], options),
    },
    series.update_ratio !== undefined && {
      name: 'updates',
      title: 'How far the weights moved',
      draw: options => updateRatios([recordedAt(run, 'update_ratio')], options),
    },
  ];
  return figures.filter(figure => figure !== false);
}

/**
 * The run without the last columns of shares that are empty: a log also has one for the output layer, which
 * has no such share.
 */
function ofHidden(run: RecordedRun): RecordedRun {
  const series = { ...run.history.series };
  for (const name of ['saturated', 'dead']) if (series[name]) series[name] = withoutEmptyEnd(series[name]);
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
  const withLoss = runs.filter(({ series }) => series.loss);
  const measure = GRADIENTS.find(name => runs.every(({ series }) => series[name]));
  const figures: (ImportedFigure | false)[] = [
    withLoss.length > 1 && {
      name: 'loss',
      title: 'Their losses',
      draw: options =>
        lossCurves(
          withLoss.map(run => recordedAt(run, 'loss')),
          options,
        ),
    },
    measure !== undefined &&
      runs.length > 1 && {
        name: 'gradients',
        title: 'Their gradients',
        draw: options =>
          gradientMagnitudes(
            runs.map(run => recordedAt(run, measure)),
            { ...options, measure },
          ),
      },
  ];
  return figures.filter(figure => figure !== false);
}
