import { countedText, countText, type RecordedRun, rangeText, seriesNamed } from 'gradscope';
import { extentOf } from '../axes/extent.ts';
import { stepAxis } from '../axes/heatTicks.ts';
import type { AxisTick } from '../axes/logScale.ts';
import { isBroken, isZero } from '../marks/curve.ts';
import { binHeat, type Heat, type HeatCells } from '../marks/heatBins.ts';
import { heatColors } from '../marks/heatColors.ts';
import { zeroWords } from '../records/curveNotes.ts';
import { type Caption, composeFigure } from '../sheet/composeFigure.ts';
import type { Settings, SpanOptions } from '../sheet/options.ts';
import { colorBar } from './colorBar.ts';
import { heatHeight, heatPanel } from './heatPanel.ts';

/** A picture of magnitudes over the recorded steps, one row for each layer or neuron. */
export interface HeatFigure {
  /** Row-major `[steps, rows]`, ≥ 0. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly step: Int32Array;
  readonly formula: string;
  /** Said over the vertical axis; of one row and of many, in words. */
  readonly vertical: string;
  readonly row: string;
  readonly many: string;
  /** At most `most` ticks of the rows, from 0 to 1. */
  readonly ticks: (most: number) => readonly AxisTick[];
  /** Heights of lines across the cells. */
  readonly borders: readonly number[];
  /** The name of a row in a sentence. */
  readonly nameOf: (row: number) => string;
  readonly caption: Pick<Caption, 'title' | 'subtitle' | 'description'>;
  /** Values that the colours must span in addition. */
  readonly span?: readonly [low: number, high: number] | undefined;
}

/** Pixels of one cell's side, at least. */
const cellSide = 4;

/** Counts of values without a colour, the first of each kind, and the extent of the others. */
function survey(values: Float64Array) {
  const found = {
    zeros: 0,
    firstZero: -1,
    broken: 0,
    firstBroken: -1,
    low: Number.POSITIVE_INFINITY,
    high: 0,
  };
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isZero(value)) {
      if (found.zeros++ === 0) found.firstZero = i;
    } else if (isBroken(value)) {
      if (found.broken++ === 0) found.firstBroken = i;
    } else {
      found.low = Math.min(found.low, value);
      found.high = Math.max(found.high, value);
    }
  }
  return found;
}

/** The notes on values without a colour. */
function notesOf({ values, rows, step, nameOf }: HeatFigure, found: ReturnType<typeof survey>): string[] {
  const note = (count: number, first: number, words: string, mark: string) =>
    count === 0
      ? []
      : [
          `${countText(count)} of ${countedText(values.length, 'value')} ${words}, first at step ${countText(
            step[Math.floor(first / rows)],
          )} in ${nameOf(first % rows)} (${mark}).`,
        ];
  const zero = zeroWords([values]).replace('was', 'were');
  return [
    ...note(found.zeros, found.firstZero, zero, 'strokes'),
    ...note(found.broken, found.firstBroken, 'became NaN or infinite', 'crosses'),
  ];
}

/** The content of one cell. */
function cellWords({ perRow, perColumn }: HeatCells, { many, row }: HeatFigure): string {
  if (perRow * perColumn === 1) return '';
  const steps = `${perColumn} steps`;
  const rows = `${countText(perRow)} ${many}`;
  const own =
    perRow === 1 ? `${steps} of one ${row}` : perColumn === 1 ? `${rows} at one step` : `${steps} × ${rows}`;
  return `; a cell is the median of up to ${own}`;
}

/** Draws magnitudes as coloured cells under their colour bar. */
export function heatFigure(figure: HeatFigure, settings: Settings): SVGSVGElement {
  const { values, rows, step, formula, caption, vertical, borders } = figure;
  const { fontSize, width } = settings;
  const heat: Heat = { rows, columns: step.length, value: (row, column) => values[column * rows + row] };
  const usual = heatHeight(width, rows, fontSize);
  const cells = binHeat(heat, Math.floor(usual / cellSide), Math.floor((width - 80) / cellSide));
  const colors = heatColors(cells, figure.span);
  const found = survey(values);
  const notes = notesOf(figure, found);
  const extent =
    found.high > 0 ? `Values from ${rangeText([found.low, found.high])}.` : 'No value is above 0.';
  const text = {
    title: caption.title,
    subtitle: `${caption.subtitle}${cellWords(cells, figure)}${figure.span ? '; one scale of colours for all networks' : ''}`,
    notes,
    description: [caption.description, extent, ...notes].join(' '),
  };
  return composeFigure(settings, text, area => {
    const options = { width, label: formula, zero: found.zeros > 0, broken: found.broken > 0 };
    const bar = colorBar(colors, options, settings);
    const height = area.height === undefined ? usual : Math.max(80, area.height - bar.height);
    const axes = {
      rowTicks: figure.ticks(Math.max(2, Math.floor((height - 6.2 * fontSize) / (fontSize * 2)))),
      ...stepAxis(step, Math.max(2, Math.floor((width - 80) / (fontSize * 7)))),
    };
    const svg = heatPanel(cells, colors, { width, height, vertical, borders, ...axes }, settings);
    return [bar, { svg, x: 0, y: bar.height, height }];
  });
}

/** The smallest and the largest value above 0 of a series in several runs, so that a reader can compare their figures. */
export function sharedSpan(runs: readonly RecordedRun[], series: string): SpanOptions {
  if (runs.length < 2) return {};
  const isPositive = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY;
  const span = extentOf(
    runs.map(({ history }) => seriesNamed(history, series)?.values ?? []),
    isPositive,
  );
  return span ? { span } : {};
}
