import { countedText, countText, type RecordedRun, valueText } from 'gradscope';
import { rowTicks } from '../axes/heatTicks.ts';
import { heatFigure } from '../panels/heatFigure.ts';
import { recordedRow, seriesRow } from '../records/recorded.ts';
import { recurrentRows, timeValues } from '../records/timeRows.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';
import { pickRecurrent } from './signalThroughTime.ts';

export interface TimeHeatMapOptions extends FigureOptions {
  /** Which recurrent layer, by its name: `1`, `3.2`. Default: the first. */
  readonly layer?: string;
}

const FORMULA = '‖∂loss/∂h[t]‖₂';

/**
 * Draws the signal of a recurrent layer at every position and every recorded step, on a logarithmic colour scale.
 *
 * @throws RangeError if it was not recorded, or the run has no such layer
 */
export function timeHeatMap(run: RecordedRun, options: TimeHeatMapOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const places = recurrentRows(run);
  const place = options.layer === undefined ? places[0] : places.find(({ name }) => name === options.layer);
  if (!place) {
    const names = places.map(({ name }) => name).join(', ') || 'a recurrent layer';
    throw new RangeError(`layer: expected ${names}, got ${options.layer ?? 'none'}`);
  }
  const { columns, values } = timeValues(run, 'time_signal', place);
  recordedRow(run, undefined);
  const { step } = run.history;
  const ends = [0, step.length - 1].map(row => {
    const own = seriesRow({ columns, values }, row);
    return `At step ${countText(step[row])}: ${valueText(own[0])} at position 1, ${valueText(own[columns - 1])} at position ${countText(columns)}.`;
  });
  return heatFigure(
    {
      values,
      rows: columns,
      step,
      formula: FORMULA,
      vertical: 'position, the last on top',
      row: 'position',
      many: 'positions',
      ticks: most => rowTicks(columns, most, () => undefined),
      borders: [],
      nameOf: row => `position ${row + 1}`,
      caption: {
        title: `Signal through time over training: ${run.name}`,
        subtitle: `Norm of ∂loss/∂h of layer ${place.name} at each position; colours are even steps of its logarithm`,
        description: `Heat map of ${FORMULA} of layer ${place.name}: ${countedText(columns, 'position')} by ${countedText(step.length, 'recorded step')}. ${ends.join(' ')}`,
      },
    },
    settings,
  );
}

export const timeHeatKind = {
  title: 'Signal through time, at every step',
  series: ['time_signal'],
  record: 'the signal through time',
  covers: 'each',
  pick: pickRecurrent,
  draw: ([run], options) => timeHeatMap(run, options),
} as const satisfies FigureKind;
