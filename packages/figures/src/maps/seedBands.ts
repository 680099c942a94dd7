import * as Plot from '@observablehq/plot';
import { countedText, countText, valueText } from 'gradscope';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { verticalAxis } from '../axes/verticalAxis.ts';
import { curveHeight } from '../panels/curvePanel.ts';
import { type Caption, composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import { mapTicks, placeOn } from './mapAxes.ts';
import { type MapAxis, type MapCell, type MapMeasureName, mapMeasures } from './mapData.ts';

/** Networks of one kind along an axis, several seeds at each of its values. */
export interface SeedSeries {
  readonly name: string;
  /** By value of the axis, then by seed. */
  readonly cells: readonly (readonly MapCell[])[];
}

export interface SeedBandsOptions extends FigureOptions {
  /** Default `loss`. */
  readonly measure?: Exclude<MapMeasureName, 'symptom'>;
}

/** The existing values at one place, in order, and their quantiles. */
interface Quantiles {
  readonly low: number;
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
  readonly high: number;
  readonly counted: number;
  readonly diverged: number;
}

/**
 * Results of networks along an axis, over seeds: the median, with bands from the 25th to the 75th and from
 * the 10th to the 90th percentile. Networks that diverged have no value; the figure states their number.
 *
 * @throws RangeError if a series does not fit the axis, or there is none
 */
export function seedBands(
  axis: MapAxis,
  series: readonly SeedSeries[],
  options: SeedBandsOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const measure = mapMeasures[options.measure ?? 'loss'];
  if (series.length === 0) throw new RangeError('series: expected at least one, got none');
  for (const { name, cells } of series) {
    if (cells.length !== axis.values.length)
      throw new RangeError(
        `series "${name}": expected ${axis.values.length} groups of cells, got ${cells.length}`,
      );
  }
  const rows = series.map(({ cells }) => cells.map(own => quantilesOf(own, measure.of, measure.scale)));
  return composeFigure(settings, captionOf(axis, series, rows, measure.label, settings), area => {
    const { width } = settings;
    const height = area.height ?? curveHeight(width);
    const svg = bandPanel(
      axis,
      rows,
      { width, height, label: measure.label, scale: measure.scale },
      settings,
    );
    return [{ svg, x: 0, y: 0, height }];
  });
}

function quantilesOf(
  cells: readonly MapCell[],
  of: (cell: MapCell) => number,
  scale: 'log' | 'linear',
): Quantiles {
  const values = cells
    .filter(({ divergedAt }) => divergedAt === null)
    .map(of)
    .filter(value => Number.isFinite(value) && (scale === 'linear' || value > 0))
    .sort((a, b) => a - b);
  const at = (share: number) => quantile(values, share);
  return {
    low: at(0.1),
    lower: at(0.25),
    middle: at(0.5),
    upper: at(0.75),
    high: at(0.9),
    counted: values.length,
    diverged: cells.filter(({ divergedAt }) => divergedAt !== null).length,
  };
}

/**
 * The quantile of sorted values, linear between two of them; NaN for none. Source: Hyndman & Fan 1996, type
 * 7.
 */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

/** Opacity of one band; the inner lies on the outer. */
const BAND_OPACITY = 0.2;

interface BandBox {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly scale: 'log' | 'linear';
}

function bandPanel(
  axis: MapAxis,
  rows: readonly (readonly Quantiles[])[],
  { width, height, label, scale }: BandBox,
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const margins = verticalMargins(fontSize);
  const [top, bottom] = [margins.marginTop, height - margins.marginBottom];
  const all = rows.flatMap(row => row.flatMap(({ low, high }) => [low, high]));
  const vertical = verticalAxis([all], { scale, zeroStrip: 0, top, bottom });
  const sides = sideMargins(
    vertical.ticks.map(tick => tick.label),
    [],
    fontSize,
  );
  const across = Math.max(40, width - sides.marginLeft - sides.marginRight);
  const ticks = mapTicks(axis, Math.max(2, Math.floor(across / (fontSize * 6))));
  const place = (value: number) => (vertical.drawable(value) ? vertical.place(value) : Number.NaN);
  const x = axis.values.map(value => placeOn(axis, value));
  // Translucent: overlapping bands all remain visible.
  const band = (row: readonly Quantiles[], from: keyof Quantiles, to: keyof Quantiles, fill: string) =>
    Plot.areaY(row, { x, y1: q => place(q[from]), y2: q => place(q[to]), fill, fillOpacity: BAND_OPACITY });
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [0, 1] },
    y: { domain: vertical.domain as [number, number] },
    marks: [
      ...panelFrame(
        vertical,
        {
          vertical: `${label}, ${scale} scale`,
          horizontal: axis.name,
          ticks,
        },
        sides.marginLeft,
        settings,
      ),
      ...rows.flatMap((row, k) => {
        const color = networkColor(k, theme);
        return [band(row, 'low', 'high', color), band(row, 'lower', 'upper', color)];
      }),
      ...rows.flatMap((row, k) => {
        const stroke = networkColor(k, theme);
        const marks = { x, y: (q: Quantiles) => place(q.middle) };
        return [
          Plot.line(row, { ...marks, stroke, strokeWidth: 1.8 }),
          Plot.dot(row, { ...marks, r: 2.4, fill: stroke }),
        ];
      }),
    ],
  }) as SVGSVGElement;
}

function captionOf(
  axis: MapAxis,
  series: readonly SeedSeries[],
  rows: readonly (readonly Quantiles[])[],
  label: string,
  { theme }: Settings,
): Caption {
  const seeds = Math.max(...series.flatMap(({ cells }) => cells.map(own => own.length)));
  const diverged = rows.map(row => row.reduce((sum, one) => sum + one.diverged, 0));
  const total = series.map(({ cells }) => cells.reduce((sum, own) => sum + own.length, 0));
  const notes = series.flatMap(({ name }, k) =>
    diverged[k] === 0
      ? []
      : [`${name}: ${countText(diverged[k])} of ${countText(total[k])} diverged, and have no value here.`],
  );
  const words = series.map(({ name }, k) => {
    const there = rows[k].map(({ middle }) => middle).filter(Number.isFinite);
    return there.length === 0
      ? `${name}: no value.`
      : `${name}: median from ${valueText(Math.min(...there))} to ${valueText(Math.max(...there))}.`;
  });
  return {
    title: `${label} over ${axis.name}`,
    subtitle: `Median over up to ${countedText(seeds, 'seed')}; bands from the 25th to the 75th and from the 10th to the 90th percentile.`,
    notes,
    key: series.map(({ name }, k) => ({ label: name, color: networkColor(k, theme), shape: 'line' })),
    description: [...words, ...notes].join(' '),
  };
}
