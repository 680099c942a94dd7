import { interpolateViridis } from 'd3-scale-chromatic';
import { symptomKinds, valueText } from 'gradscope';
import { linearTicks } from '../axes/linearTicks.ts';
import type { AxisTick } from '../axes/logScale.ts';
import { logTicks } from '../axes/logScale.ts';
import { hexColor } from '../sheet/palette.ts';
import type { Theme } from '../sheet/theme.ts';
import { roundValues } from './mapAxes.ts';
import { type MapCell, type MapMeasureName, mapMeasures } from './mapData.ts';

/** A colour for cells without a number, and its name. */
export interface NamedColor {
  readonly name: string;
  readonly color: string;
}

/** A ramp of colours over an extent: log₁₀ of the value on a logarithmic scale. */
export interface ColorRamp {
  readonly extent: readonly [number, number];
  readonly colors: readonly string[];
  readonly label: string;
  readonly ticks: (most: number) => readonly AxisTick[];
  /** A value to compare the others with, and its name. */
  readonly mark?: AxisTick;
}

/** The colours of the cells of maps, with the contents of their key. */
export interface MapColors {
  readonly colorOf: (cell: MapCell | undefined) => string;
  readonly ramp: ColorRamp | undefined;
  /** The named colours that occur on the map. */
  readonly named: readonly NamedColor[];
  /** The number of values beyond the ramp, which have its end colours. */
  readonly beyond: number;
}

const SHADES = 48;
const DIVERGED = 'diverged';
const FAILED = 'failed';
const MISSING = 'not run';
const HEALTHY = 'healthy';
const UNTOLD = 'not told';

/** Colours for all cells of maps that are compared, so that one colour is one value in all of them. */
export function mapColors(
  measure: MapMeasureName,
  cells: readonly (MapCell | undefined)[],
  theme: Theme,
  chance?: number,
): MapColors {
  return measure === 'symptom'
    ? symptomColors(cells, theme)
    : numberColors(measure, cells, { theme, chance });
}

function numberColors(
  name: Exclude<MapMeasureName, 'symptom'>,
  cells: readonly (MapCell | undefined)[],
  { theme, chance }: { readonly theme: Theme; readonly chance: number | undefined },
): MapColors {
  const { of, scale, label, none, top = Number.POSITIVE_INFINITY } = mapMeasures[name];
  const place = (value: number) => (scale === 'log' ? Math.log10(value) : value);
  const found = extentOf(cells, cell => place(of(cell)), {
    isShare: name === 'accuracy',
    chance,
    top: place(top),
  });
  const extent = found?.extent;
  const colors = Array.from({ length: SHADES }, (_, i) => hexColor(interpolateViridis(i / (SHADES - 1))));
  const special = {
    [DIVERGED]: theme.hues[1],
    [none]: theme.axis,
    [FAILED]: theme.text,
    [MISSING]: theme.grid,
  };
  const nameOf = (cell: MapCell | undefined) => {
    if (!cell) return MISSING;
    if (cell.failed) return FAILED;
    if (cell.divergedAt !== null) return DIVERGED;
    return Number.isFinite(place(of(cell))) ? undefined : none;
  };
  const colorOf = (cell: MapCell | undefined) => {
    const without = nameOf(cell);
    if (without !== undefined) return special[without];
    const [low, high] = extent!;
    const share = high > low ? (place(of(cell!)) - low) / (high - low) : 0.5;
    return colors[Math.max(0, Math.min(SHADES - 1, Math.floor(share * SHADES)))];
  };
  const present = new Set(cells.map(nameOf));
  const ticks = (most: number) => (scale === 'log' ? rampTicks(extent!, most) : linearTicks(extent!, most));
  return {
    colorOf,
    beyond: found?.beyond ?? 0,
    ramp: extent && {
      extent,
      colors,
      label: `${label}, ${scale} scale`,
      ticks,
      ...(name === 'accuracy' &&
        chance !== undefined && {
          mark: { at: chance, label: `chance ${valueText(chance)}` },
        }),
    },
    named: Object.entries(special)
      .filter(([key]) => present.has(key))
      .map(([key, color]) => ({ name: key, color })),
  };
}

/** At powers of ten or, if the ramp is shorter than that, at round numbers. */
function rampTicks(extent: readonly [number, number], most: number): readonly AxisTick[] {
  const ticks = logTicks(extent, most);
  if (ticks.length >= 2) return ticks;
  const ends = [10 ** extent[0], 10 ** extent[1]] as const;
  return roundValues(ends, Math.max(2, most >> 1)).map(({ value, label }) => ({
    at: Math.log10(value),
    label,
  }));
}

/** If fewer than this share of cells lie far out, they are left out of the ramp at each of its ends. */
const FEW = 0.02;
/** How many times longer the ramp would have to be for them to be left out. */
const FAR = 1.5;

/**
 * The start and end of the ramp; a few values far beyond the others take its end colours. Accuracy goes from
 * chance, or lower values, to 1.
 */
function extentOf(
  cells: readonly (MapCell | undefined)[],
  placeOf: (cell: MapCell) => number,
  {
    isShare,
    chance = 0,
    top,
  }: { readonly isShare: boolean; readonly chance: number | undefined; readonly top: number },
): { readonly extent: readonly [number, number]; readonly beyond: number } | undefined {
  const places = cells
    .flatMap(cell => (cell && cell.divergedAt === null && !cell.failed ? [placeOf(cell)] : []))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (places.length === 0) return undefined;
  if (isShare) return { extent: [Math.max(0, Math.min(places[0], chance)), 1], beyond: 0 };
  const cut = Math.floor(FEW * places.length);
  const [low, high] = [places[cut], places[places.length - 1 - cut]];
  const all = [places[0], places.at(-1)!] as const;
  const isWhole = all[1] - all[0] <= FAR * (high - low) || high === low;
  const [from, to] = isWhole ? all : [low, high];
  const end = Math.max(from, Math.min(to, top));
  return { extent: [from, end], beyond: places.filter(at => at < from || at > end).length };
}

/**
 * Healthy is the ramp's light end; each symptom has one hue, the same on every map, and diverged networks
 * have their usual one.
 */
function symptomColors(cells: readonly (MapCell | undefined)[], theme: Theme): MapColors {
  const nameOf = (cell: MapCell | undefined) => {
    if (!cell) return MISSING;
    if (cell.failed) return FAILED;
    return cell.symptom === undefined ? UNTOLD : (cell.symptom ?? HEALTHY);
  };
  const all: readonly (readonly [string, string])[] = [
    [HEALTHY, hexColor(interpolateViridis(0.9))],
    ...Object.entries(symptomKinds)
      .sort(([, a], [, b]) => a.hue - b.hue)
      .map(([name, { hue }]) => [name, theme.hues[hue % theme.hues.length]] as const),
    [UNTOLD, theme.axis],
    [FAILED, theme.text],
    [MISSING, theme.grid],
  ];
  const present = new Set(cells.map(nameOf));
  const colors = new Map(all);
  return {
    colorOf: cell => colors.get(nameOf(cell)) ?? theme.axis,
    ramp: undefined,
    beyond: 0,
    named: all.filter(([name]) => present.has(name)).map(([name, color]) => ({ name, color })),
  };
}
