import * as Plot from '@observablehq/plot';
import {
  countText,
  type Dataset,
  gridPoints,
  isRegression,
  listText,
  percentText,
  rangeText,
} from 'gradscope';
import { evenly } from '../axes/extent.ts';
import { drawnNotes } from '../marks/drawnRows.ts';
import { winners } from '../marks/winners.ts';
import {
  classKey,
  classPoints,
  hasPlane,
  type Plane,
  planeAround,
  planePanel,
  requirePlane,
} from '../panels/planePanel.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import { classColors, mix } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** The answer of a network on a grid of points. */
export interface ScoreGrid {
  /** `[nx]`, evenly spaced and rising, at least 2. */
  readonly x: Float64Array;
  /** `[ny]`, evenly spaced and rising, at least 2. */
  readonly y: Float64Array;
  /** `[ny · nx, classes]`, row-major; row `j · nx + i` is the point `(x[i], y[j])`. */
  readonly scores: ArrayLike<number>;
  readonly classes: number;
}

export interface DecisionRegionsOptions extends FigureOptions {
  /** Name of the network, for the title. */
  readonly name?: string;
}

/** Paler than the points, which must stand out in a region of their own class. */
const regionOpacity = 0.42;

function requireGrid({ x, y, scores, classes }: ScoreGrid): void {
  if (x.length < 2 || y.length < 2)
    throw new RangeError(`grid: expected at least 2 × 2 points, got ${x.length} × ${y.length}`);
  if (classes < 2) throw new RangeError(`grid: expected at least 2 classes, got ${classes}`);
  const expected = x.length * y.length * classes;
  if (scores.length !== expected)
    throw new RangeError(`grid: expected ${expected} scores, got ${scores.length}`);
}

/**
 * The lead of class `k` over the best other one, `[ny · nx]`: positive if it wins, 0 on the border.
 * The lowest number if a score is NaN: no class wins there, and borders stay with points that have a winner.
 */
function lead({ scores, classes }: ScoreGrid, k: number): Float64Array {
  return Float64Array.from({ length: scores.length / classes }, (_, point) => {
    let other = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < classes; j++) {
      const score = scores[point * classes + j];
      if (Number.isNaN(score)) return -Number.MAX_VALUE;
      if (j !== k && score > other) other = score;
    }
    return clampFinite(scores[point * classes + k] - other);
  });
}

/** Contours are placed between finite values; two infinite scores tie. */
const clampFinite = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** Cells in which contours of single classes leave a gap: three classes meet, or two lie crosswise. */
function gapCells({ x, y }: ScoreGrid, won: Int32Array): { i: number; j: number; k: number }[] {
  const cells = [];
  for (let j = 0; j + 1 < y.length; j++) {
    for (let i = 0; i + 1 < x.length; i++) {
      const at = j * x.length + i;
      const [a, b, c, d] = [won[at], won[at + 1], won[at + x.length], won[at + x.length + 1]];
      const distinct = new Set([a, b, c, d]).size;
      const k = Math.min(a, b, c, d);
      if (k >= 0 && (distinct > 2 || (distinct === 2 && a === d && b === c))) cells.push({ i, j, k });
    }
  }
  return cells;
}

/**
 * One filled path per class, along which the class ties with the best other one. Its stroke in the same
 * colour overlaps the neighbour, so that no background shows between coinciding edges; cells for which that
 * is not enough are painted first.
 */
function regions(grid: ScoreGrid, won: Int32Array, colors: readonly string[]): Plot.Markish[] {
  const { x, y } = grid;
  const [halfX, halfY] = [(x[1] - x[0]) / 2, (y[1] - y[0]) / 2];
  const edges = { x1: x[0] - halfX, x2: x.at(-1)! + halfX, y1: y[0] - halfY, y2: y.at(-1)! + halfY };
  const paths = colors.map((color, k) =>
    Plot.contour(lead(grid, k), {
      ...edges,
      width: x.length,
      height: y.length,
      // The grid has a value for every pixel of its own.
      interpolate: 'none',
      thresholds: [0],
      fill: color,
      stroke: color,
      strokeWidth: 1,
      clip: 'frame',
    }),
  );
  const cells = Plot.rect(gapCells(grid, won), {
    x1: ({ i }) => x[i],
    x2: ({ i }) => x[i + 1],
    y1: ({ j }) => y[j],
    y2: ({ j }) => y[j + 1],
    fill: ({ k }) => colors[k],
    clip: 'frame',
  });
  return [cells, ...paths.reverse()];
}

/** The part of a grid around the data; the whole grid along an axis if the data lie beyond it. */
function framed({ x, y }: ScoreGrid, dataset: Dataset): Plane {
  const around = planeAround(dataset);
  const within = (axis: Float64Array, [low, high]: readonly [number, number]): readonly [number, number] => {
    const [first, last] = [axis[0], axis.at(-1)!];
    const [from, to] = [Math.max(first, low), Math.min(last, high)];
    return from < to ? [from, to] : [first, last];
  };
  return { x: within(x, around.x), y: within(y, around.y) };
}

/** Whether a point of the grid, given by its row, lies in a plane. */
const isWithin =
  ({ x, y }: ScoreGrid, plane: Plane) =>
  (_: number, point: number): boolean => {
    const [across, up] = [x[point % x.length], y[Math.floor(point / x.length)]];
    return across >= plane.x[0] && across <= plane.x[1] && up >= plane.y[0] && up <= plane.y[1];
  };

/**
 * Draws the class that a network answers at each point of the plane around some data, with the data on top;
 * both axes use the same scale.
 *
 * @param grid scores on an even grid; the part around the data is drawn, with a region where one class has
 *   the largest score
 * @param dataset points with at least 2 features, of which the first two are drawn
 * @throws RangeError if grid and scores do not fit together, or there is nothing to draw
 */
export function decisionRegions(
  grid: ScoreGrid,
  dataset: Dataset,
  options: DecisionRegionsOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  requireGrid(grid);
  requirePlane(dataset);
  const colors = classColors(grid.classes);
  const { theme } = settings;
  const fills = colors.map(color => mix(color, theme.background, regionOpacity));
  const plane = framed(grid, dataset);
  const won = winners(grid);
  const seen = won.filter(isWithin(grid, plane));
  const share = (k: number) => seen.filter(winner => winner === k).length / seen.length;
  const percent = colors.map((_, k) => `class ${k} on ${percentText(share(k))}`);
  const caption = {
    title: `Decision regions${options.name ? `: ${options.name}` : ''}`,
    key: classKey(colors),
    notes: [
      ...(seen.includes(-1) ? ['Grey: the network answered NaN there.'] : []),
      ...drawnNotes(dataset.samples),
    ],
    description: `The plane, x₁ from ${rangeText(plane.x)} and x₂ from ${rangeText(plane.y)}, coloured by the class with the largest score: ${listText(percent)} of it. On top, ${countText(dataset.samples)} data points coloured by their own class.`,
  };
  return composeFigure(settings, caption, area =>
    planePanel(
      plane,
      () => [
        Plot.frame({ fill: theme.axis, stroke: 'none' }),
        ...regions(grid, won, fills),
        classPoints(dataset, colors, settings),
      ],
      area,
      settings,
    ),
  );
}

/** Points along each side of the plane: enough for borders to look smooth. */
const POINTS = 160;

/** Of the networks, each answer on an even grid over the plane that frames the data. */
export const regionsKind = {
  title: 'Decision regions',
  series: [],
  covers: 'each',
  pick: (runs, { data }) =>
    !isRegression(data) && data.features === 2 && data.classes > 1 && hasPlane(data) ? runs : [],
  compute: ([run], { data, outputs }) => {
    const dataset = data as Dataset;
    const plane = planeAround(dataset);
    const grid = { x: evenly(plane.x, POINTS), y: evenly(plane.y, POINTS) };
    return {
      dataset,
      grid: { ...grid, scores: outputs(run, gridPoints(grid)), classes: dataset.classes },
    };
  },
  draw: ([{ name }], { dataset, grid, ...options }) => decisionRegions(grid, dataset, { ...options, name }),
} as const satisfies FigureKind<{ readonly dataset: Dataset; readonly grid: ScoreGrid }>;
