import * as Plot from '@observablehq/plot';
import { type Dataset, settingText } from 'gradscope';
import { endedNumbers, roundedExtent } from '../axes/endedNumbers.ts';
import { extentOf, isDrawable } from '../axes/extent.ts';
import { drawnRows } from '../marks/drawnRows.ts';
import type { Area, Panel } from '../sheet/composeFigure.ts';
import type { KeyEntry } from '../sheet/key.ts';
import type { Settings } from '../sheet/options.ts';

/** Extents of the two axes of a plane of features. */
export interface Plane {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Longest side of a plane, in px, if the caller sets no height. */
const longestSide = 720;

/** Throws RangeError for data without a plane to draw. */
export function requirePlane({ features, axes, samples }: Dataset): void {
  if (axes)
    throw new RangeError(`dataset: expected points without axes to draw, got ${axes.join(' × ')} positions`);
  if (features < 2) throw new RangeError(`dataset: expected at least 2 features to draw, got ${features}`);
  if (samples < 1) throw new RangeError(`dataset: expected at least 1 sample, got ${samples}`);
}

/**
 * The plane that frames some data: the extents of their first two features, rounded out to numbers that can be read.
 *
 * @throws RangeError when a feature is not finite
 */
export const planeAround = (dataset: Dataset): Plane => ({
  x: featureExtent(dataset, 0),
  y: featureExtent(dataset, 1),
});

/** Whether axes can be made for the first two features, and these are no positions of a sequence or a picture. */
export function hasPlane({ X, features, axes }: Dataset): boolean {
  if (axes) return false;
  const column = (feature: number) => X.filter((_, i) => i % features === feature);
  return isDrawable(column(0)) && isDrawable(column(1));
}

function featureExtent({ X, features, samples }: Dataset, feature: number): [number, number] {
  const values = Float64Array.from({ length: samples }, (_, i) => X[i * features + feature]);
  const broken = values.find(value => !Number.isFinite(value));
  const [low, high] = extentOf([values]) ?? [0, 0];
  if (broken !== undefined || !Number.isFinite(high - low))
    throw new RangeError(
      `dataset: expected finite features, got ${broken ?? `${low} … ${high}`} in feature ${feature + 1}`,
    );
  return low === high ? [low - 1, high + 1] : roundedExtent([low, high]);
}

/** A key that names the classes. */
export const classKey = (colors: readonly string[]): KeyEntry[] =>
  colors.map((color, index) => ({ label: `class ${index}`, color }));

/** The samples, at their first two features; of many some, see `drawnRows`. */
export function classPoints(
  { X, y, features, samples }: Dataset,
  colors: readonly string[],
  settings: Settings,
): Plot.Markish {
  return Plot.dot(drawnRows(samples), {
    x: i => X[i * features],
    y: i => X[i * features + 1],
    fill: i => colors[y[i]],
    stroke: settings.theme.outline,
    strokeWidth: settings.width < 480 ? 0.5 : 0.75,
    r: settings.width < 480 ? 2.8 : 3.6,
  });
}

/** The largest ratio of its sides; a more oblong plane would be a sliver. */
const MOST_OBLONG = 4;

/** Whether both axes use the same scale: not if the features have entirely different sizes. */
export function isTrueToScale({ x, y }: Plane): boolean {
  const ratio = (x[1] - x[0]) / (y[1] - y[0]);
  return Math.max(ratio, 1 / ratio) <= MOST_OBLONG;
}

/** Marks drawn in a plane with the same scale on both axes, or in a square if that would be a sliver. */
export function planePanel(
  plane: Plane,
  marks: (grid: readonly Plot.Markish[]) => Plot.Markish[],
  area: Area,
  settings: Settings,
): Panel[] {
  const { document, fontSize, theme } = settings;
  const [marginLeft, marginRight, marginTop, marginBottom] = [
    Math.round(fontSize * 4.6),
    20,
    8,
    Math.round(fontSize * 3.8),
  ];
  const [across, up] = [plane.x[1] - plane.x[0], plane.y[1] - plane.y[0]];
  const room = area.height === undefined ? longestSide : Math.max(40, area.height - marginTop - marginBottom);
  const free = area.width - marginLeft - marginRight;
  const unit = Math.min(free / across, room / up);
  const side = Math.min(free, room);
  const [wide, high] = isTrueToScale(plane) ? [unit * across, unit * up] : [side, side];
  const width = Math.round(wide + marginLeft + marginRight);
  const height = Math.round(high + marginTop + marginBottom);
  const font = { color: theme.muted, fontSize, tickSize: 0, tickPadding: 7, label: null };
  const ticks = (length: number) => Math.max(2, Math.min(7, Math.floor(length / (fontSize * 6))));
  const [ticksX, ticksY] = [endedNumbers(plane.x, ticks(wide)), endedNumbers(plane.y, ticks(high))];
  const name = { fill: theme.muted, fontSize };
  const svg = Plot.plot({
    document,
    width,
    height,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    x: { domain: [...plane.x] },
    y: { domain: [...plane.y] },
    color: { type: 'identity' },
    marks: [
      ...marks([
        Plot.gridX(ticksX, { stroke: theme.grid, strokeOpacity: 1 }),
        Plot.gridY(ticksY, { stroke: theme.grid, strokeOpacity: 1 }),
      ]),
      Plot.axisX(ticksX, { ...font, tickFormat: settingText }),
      Plot.axisY(ticksY, { ...font, tickFormat: settingText }),
      Plot.text(['x₁'], { ...name, frameAnchor: 'bottom', lineAnchor: 'top', dy: fontSize * 2 }),
      Plot.text(['x₂'], { ...name, frameAnchor: 'left', textAnchor: 'middle', dx: -fontSize * 3.6 }),
    ],
  }) as SVGSVGElement;
  return [{ svg, x: 0, y: 0, height }];
}
