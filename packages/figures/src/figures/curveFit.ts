import * as Plot from '@observablehq/plot';
import { countedText, isRegression, listText, type RegressionDataset, rangeText, valueText } from 'gradscope';
import { endedNumbers, roundedExtent } from '../axes/endedNumbers.ts';
import { evenly, extentOf, isDrawable } from '../axes/extent.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { verticalAxis } from '../axes/verticalAxis.ts';
import { isBroken } from '../marks/curve.ts';
import { drawnNotes, drawnRows } from '../marks/drawnRows.ts';
import { endLabels } from '../marks/endLabels.ts';
import { curveHeight } from '../panels/curvePanel.ts';
import { type Area, composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** The answers of a network along the axis of its one feature. */
export interface Prediction {
  readonly name: string;
  /** `[n]`, rising. */
  readonly x: ArrayLike<number>;
  /** `[n]` */
  readonly y: ArrayLike<number>;
}

function requireCurve({ samples, features, outputs }: RegressionDataset, predictions: readonly Prediction[]) {
  if (features !== 1) throw new RangeError(`data: expected 1 feature, got ${features}`);
  if (outputs !== 1) throw new RangeError(`data: expected 1 target, got ${outputs}`);
  if (samples < 1) throw new RangeError(`data: expected at least 1 sample, got ${samples}`);
  for (const { name, x, y } of predictions) {
    if (x.length !== y.length || x.length === 0) {
      throw new RangeError(
        `predictions: expected a y for each x of ${name}, got ${x.length} and ${y.length}`,
      );
    }
  }
}

/** The extent of an axis for these values, even if they are all equal. */
function axisExtent(all: readonly ArrayLike<number>[]): [number, number] {
  const [low, high] = extentOf(all) ?? [0, 0];
  return low < high ? [low, high] : [low - 1, high + 1];
}

function spokenExtent(values: ArrayLike<number>): string {
  const extent = extentOf([values]);
  return extent ? rangeText(extent) : 'no finite value';
}

function fitPanel(
  { X, targets }: RegressionDataset,
  predictions: readonly Prediction[],
  { width, height }: Area & { readonly height: number },
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const margins = verticalMargins(fontSize);
  const bottom = height - margins.marginBottom;
  const extent = axisExtent([targets, ...predictions.map(({ y }) => y)]);
  const axis = verticalAxis([], {
    scale: 'linear',
    domain: extent,
    zeroStrip: 0,
    top: margins.marginTop,
    bottom,
  });
  const sides = sideMargins(
    axis.ticks.map(({ label }) => label),
    predictions.map(({ name }) => name),
    fontSize,
  );
  const [from, to] = roundedExtent(axisExtent([X, ...predictions.map(({ x }) => x)]));
  const across = width - sides.marginLeft - sides.marginRight;
  const frame = {
    vertical: 'target',
    horizontal: 'x',
    ticks: endedNumbers([from, to], Math.max(2, Math.floor(across / (fontSize * 6)))).map(at => ({
      at,
      label: valueText(at, 6),
    })),
  };
  const ends = predictions.flatMap(({ name, x, y }, index) => {
    const last = Array.from(y).findLastIndex(value => !isBroken(value));
    if (last < 0) return [];
    const px = sides.marginLeft + ((x[last] - from) / (to - from)) * across;
    return [{ x: px, y: axis.pixel(y[last]), text: name, color: networkColor(index, theme) }];
  });
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [from, to] },
    y: { domain: axis.domain as [number, number] },
    marks: [
      ...panelFrame(axis, frame, sides.marginLeft, settings),
      Plot.dot(drawnRows(targets.length), {
        x: i => X[i],
        y: i => targets[i],
        r: 2.6,
        fill: theme.muted,
        fillOpacity: 0.7,
      }),
      predictions.map(({ x, y }, index) =>
        Plot.line(x, {
          x: at => at,
          y: (_, i) => (isBroken(y[i]) ? Number.NaN : y[i]),
          stroke: networkColor(index, theme),
          strokeWidth: 2,
        }),
      ),
      endLabels(ends, settings),
    ],
  }) as SVGSVGElement;
}

function describe({ name, x, y }: Prediction): string {
  const [first, last] = [x[0], x[x.length - 1]];
  return `${name}: ${rangeText([y[0], y[y.length - 1]])} from x = ${rangeText([first, last])}, within ${spokenExtent(y)}.`;
}

/**
 * Draws data of one feature and one target as points, and each network's answers as a line; linear axes.
 *
 * @throws RangeError if the data have another number of features or targets, or no samples, or a prediction
 *   is empty
 */
export function curveFit(
  data: RegressionDataset,
  predictions: readonly Prediction[],
  options: FigureOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  requireCurve(data, predictions);
  const names = listText(predictions.map(({ name }) => name));
  const broken = predictions.filter(({ y }) => Array.prototype.some.call(y, isBroken));
  const caption = {
    title: predictions.length > 0 ? `Fit of the data: ${names}` : 'Training data',
    subtitle: `${countedText(data.samples, 'point')} of training data and what the network answers`,
    notes: [
      ...broken.map(({ name }) => `${name} answers NaN or infinite where its line is missing.`),
      ...drawnNotes(data.samples),
    ],
    description: `${countedText(data.samples, 'point')}, x from ${spokenExtent(data.X)}, targets from ${spokenExtent(data.targets)}, on linear axes. ${predictions.map(describe).join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    return [{ svg: fitPanel(data, predictions, { ...area, height }, settings), x: 0, y: 0, height }];
  });
}

/** Number of points at which a network is evaluated, over the extent of the data. */
const POINTS = 400;

export const fitKind = {
  title: 'What the networks answer',
  series: [],
  covers: 'all',
  pick: (runs, { data }) =>
    isRegression(data) &&
    data.features === 1 &&
    !data.axes &&
    data.outputs === 1 &&
    isDrawable(data.X) &&
    isDrawable(data.targets)
      ? runs
      : [],
  compute: (runs, { data, outputs }) => {
    const [low, high] = extentOf([data.X])!;
    const x = evenly([low, high], POINTS);
    const predictions = runs.map(run => ({ name: run.name, x, y: outputs(run, x) }));
    return { data: data as RegressionDataset, predictions };
  },
  draw: (_, { data, predictions, ...options }) => curveFit(data, predictions, options),
} as const satisfies FigureKind<{
  readonly data: RegressionDataset;
  readonly predictions: readonly Prediction[];
}>;
