import { countedText, countText, listText, type RecordedRun, type Run, valueText } from 'gradscope';
import { rowTicks } from '../axes/heatTicks.ts';
import { heatFigure, sharedSpan } from '../panels/heatFigure.ts';
import { inputWords, layerName } from '../records/layerNames.ts';
import { GRADIENT_MEASURES, type MeasureName, measureIn, measureOf } from '../records/measures.ts';
import { recordedRow, recordedSeries, seriesRow } from '../records/recorded.ts';
import { type FigureOptions, resolveOptions, type SpanOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

export interface GradientHeatMapOptions extends FigureOptions, SpanOptions {
  /** Which of the recorded quantities to draw. Default `grad_mean`, which compares layers of different shapes. */
  readonly measure?: MeasureName;
}

/** First, middle and last layer at the first and last recorded step, in words. */
function describe({ history }: RecordedRun, measure: MeasureName): string {
  const series = history.series[measure]!;
  const layers = [...new Set([1, Math.ceil(series.columns / 2), series.columns])];
  const rows = [...new Set([0, history.step.length - 1])];
  const at = (row: number) => {
    const values = seriesRow(series, row);
    const named = layers.map(layer => `${valueText(values[layer - 1])} in layer ${layer}`);
    return `At step ${countText(history.step[row])}: ${listText(named)}.`;
  };
  return rows.map(at).join(' ');
}

/**
 * Draws the size of the gradient in every layer at every recorded step as one picture, whatever the depth:
 * colours are even steps of
 * its logarithm, from dark (small) to light (large).
 *
 * If there are more layers or steps than pixels, a cell is the median of those it covers. Values of exactly
 * 0, and NaN or infinite ones, have their own hatches, and are counted.
 *
 * @throws RangeError if the measure, or any step, was not recorded
 */
export function gradientHeatMap(run: RecordedRun, options: GradientHeatMapOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { measure = 'grad_mean' } = options;
  const { title, formula } = measureOf(measure);
  const { columns, values } = recordedSeries(run, measure, 'measure');
  recordedRow(run, undefined);
  const { step } = run.history;
  return heatFigure(
    {
      values,
      rows: columns,
      step,
      formula,
      vertical: 'layer, from the input up',
      row: 'layer',
      many: 'layers',
      ticks: most => rowTicks(columns, most, layer => layerName(run, layer, settings.fontSize)),
      borders: [],
      span: options.span,
      nameOf: row => run.layerNames?.[row] ?? `layer ${row + 1}`,
      caption: {
        title: `Gradient of every layer: ${run.name}`,
        subtitle: `${title} of each layer over training; ${inputWords(run)}`,
        description: `Heat map of ${title.toLowerCase()}, ${formula}, on a log colour scale: ${countedText(columns, 'layer')} by ${countedText(step.length, 'recorded step')}. ${describe(run, measure)}`,
      },
    },
    settings,
  );
}

/** Curves of fewer layers than this can be read without a heat map. */
const FEWEST_LAYERS = 5;

const pickDeep = (runs: readonly Run[]): Run[] => runs.filter(({ layers }) => layers.length >= FEWEST_LAYERS);

export const heatKind = {
  title: 'Gradient of every layer at every step',
  series: GRADIENT_MEASURES,
  record: 'gradients',
  inLogs: GRADIENT_MEASURES,
  covers: 'each',
  pick: pickDeep,
  compute: (_, { runs }) => sharedSpan(pickDeep(runs), 'grad_mean'),
  draw: ([run], options) =>
    gradientHeatMap(run, { measure: measureIn([run], GRADIENT_MEASURES), ...options }),
} as const satisfies FigureKind<SpanOptions>;
