import type { SweepAxis } from 'gradscope';
import { type MapAxis, type MapCell, type MapMeasureName, mapMeasures } from './mapData.ts';
import { type OrderedAxis, orderedAxis, valueText } from './orderedAxis.ts';
import type { SeedSeries } from './seedBands.ts';
import type { NamedMap } from './trainabilityMap.ts';

/** The part of a sweep to show as maps. Axes are given by their indices in the sweep. */
export interface SweepView {
  readonly x: number;
  /** Undefined if the sweep has but one axis: then a map is one row. */
  readonly y: number | undefined;
  /** The axis that has a map for each of its values. */
  readonly facet?: number | undefined;
  /**
   * For each axis: the index of the value to show, or all values with their median. Ignored for the axes
   * above.
   */
  readonly others: readonly (number | 'median')[];
}

/** A map of runs of a sweep. */
export interface SweepMap extends NamedMap {
  /**
   * The run that each cell shows; among several the median of the finished ones, or the first if there is
   * none.
   */
  readonly runs: readonly number[];
}

/**
 * The maps of a sweep, one for each value of the view's facet. If a cell covers several runs, for example
 * several seeds, it shows one of them: the middle one when they are ordered by `measure`, with diverged ones
 * last (of two in the middle the better); for symptoms the first run with the most frequent one.
 *
 * @param cellAt the result of a run, given its index in the sweep
 */
export function sweepMaps(
  axes: readonly SweepAxis[],
  cellAt: (index: number) => MapCell | undefined,
  view: SweepView,
  measure: MapMeasureName,
): SweepMap[] {
  const { x, y, facet } = view;
  const across = orderedAxis(axes[x]);
  const up = y === undefined ? ONE_ROW : orderedAxis(axes[y]);
  const strides = stridesOf(axes);
  const rise = y === undefined ? 0 : strides[y];
  const inner = offsets(takenPlaces(axes, view), strides);
  const panels = facet === undefined ? [undefined] : orderedAxis(axes[facet]).places;
  return panels.map(panel => {
    const base = panel === undefined ? 0 : panel * strides[facet!];
    const runs = up.places.flatMap(j =>
      across.places.map(i => {
        const corner = base + j * rise + i * strides[x];
        if (inner.length === 1) return corner + inner[0];
        const all = inner.map(offset => corner + offset);
        return middleRun(all, cellAt, measure);
      }),
    );
    const cells = runs.map(cellAt);
    const title = panelTitle(axes, facet, panel);
    return { title, map: { x: across.axis, y: up.axis, cells }, runs };
  });
}

/** For each axis, the distance of its neighbours' indices: the last varies fastest. */
export function stridesOf(axes: readonly SweepAxis[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const { values } of axes.toReversed()) {
    strides.unshift(stride);
    stride *= values.length;
  }
  return strides;
}

const ONE_ROW: OrderedAxis = { axis: { name: '', values: [''], scale: 'list' }, places: [0] };

/** All runs that a view shows a part of, in order. */
export function runsOf(axes: readonly SweepAxis[], { x, y, facet, others }: SweepView): number[] {
  const whole = axes.map((_, k) => (k === x || k === y || k === facet ? 'median' : others[k]));
  return offsets(takenPlaces(axes, { x: -1, y: undefined, others: whole }), stridesOf(axes)).sort(
    (a, b) => a - b,
  );
}

/** For each axis outside the view, the places that a cell combines. */
function takenPlaces(axes: readonly SweepAxis[], { x, y, facet, others }: SweepView): (readonly number[])[] {
  return axes.map(({ values }, k) => {
    const choice = others[k];
    if (k === x || k === y || k === facet) return [0];
    return choice === 'median' ? values.map((_, place) => place) : [choice];
  });
}

function offsets(places: readonly (readonly number[])[], strides: readonly number[]): number[] {
  return places.reduce<number[]>(
    (sums, own, k) => sums.flatMap(sum => own.map(place => sum + place * strides[k])),
    [0],
  );
}

function middleRun(
  runs: readonly number[],
  cellAt: (index: number) => MapCell | undefined,
  measure: MapMeasureName,
): number {
  const there = runs.flatMap(run => {
    const cell = cellAt(run);
    return cell ? [{ run, cell }] : [];
  });
  if (there.length <= 1) return there[0]?.run ?? runs[0];
  if (measure === 'symptom') return mostFrequent(there);
  const rank = rankOf(measure);
  return there.toSorted((a, b) => rank(a.cell) - rank(b.cell) || a.run - b.run)[(there.length - 1) >> 1].run;
}

function mostFrequent(there: readonly { readonly run: number; readonly cell: MapCell }[]): number {
  const groups = new Map<string | null | undefined, number[]>();
  for (const { run, cell } of there) {
    const { symptom } = cell;
    groups.set(symptom, [...(groups.get(symptom) ?? []), run]);
  }
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  return largest[0];
}

/**
 * A number for ordering cells, the best first; those without a value come after all others, diverged ones
 * last.
 */
function rankOf(measure: Exclude<MapMeasureName, 'symptom'>): (cell: MapCell) => number {
  const sign = measure === 'accuracy' ? -1 : 1;
  return cell => {
    if (cell.divergedAt !== null || cell.failed) return Number.POSITIVE_INFINITY;
    const value = sign * mapMeasures[measure].of(cell);
    return Number.isNaN(value) ? Number.MAX_VALUE : value;
  };
}

/**
 * The initial view of a sweep: its last two axes except the seed, for which the median is shown; for others
 * the first value.
 */
export function firstView(axes: readonly SweepAxis[]): SweepView {
  const isSeed = (k: number) => axes[k].path === 'seed';
  const places = axes.map((_, k) => k);
  const [x, y] = [...places.filter(k => !isSeed(k)).toReversed(), ...places.filter(isSeed)];
  return { x: x, y, others: places.map(k => (isSeed(k) ? 'median' : 0)) };
}

/**
 * A sweep along one axis for {@link seedBands}: a series for each value of the view's facet, at each place
 * all runs of the axes for which the view shows the median. The axis `y` is ignored.
 */
export function sweepBands(
  axes: readonly SweepAxis[],
  cellAt: (index: number) => MapCell | undefined,
  { x, facet, others }: SweepView,
): { readonly axis: MapAxis; readonly series: readonly SeedSeries[] } {
  const along = orderedAxis(axes[x]);
  const strides = stridesOf(axes);
  const inner = offsets(takenPlaces(axes, { x, y: undefined, facet, others }), strides);
  const panels = facet === undefined ? [undefined] : orderedAxis(axes[facet]).places;
  const series = panels.map(panel => {
    const base = panel === undefined ? 0 : panel * strides[facet!];
    const cells = along.places.map(place =>
      inner.flatMap(offset => cellAt(base + place * strides[x] + offset) ?? []),
    );
    return { name: panelTitle(axes, facet, panel) || 'all', cells };
  });
  return { axis: along.axis, series };
}

function panelTitle(
  axes: readonly SweepAxis[],
  facet: number | undefined,
  panel: number | undefined,
): string {
  if (facet === undefined || panel === undefined) return '';
  return `${axes[facet].name} ${valueText(axes[facet].values[panel]!)}`;
}

/** The view's values for the axes that are not drawn: `activation relu; the median over 5 values of seed`. */
export function othersText(axes: readonly SweepAxis[], { x, y, facet, others }: SweepView): string {
  return axes
    .flatMap(({ name, values }, k) => {
      if (k === x || k === y || k === facet || values.length === 1) return [];
      const choice = others[k];
      return choice === 'median'
        ? [`the median over ${values.length} values of ${name}`]
        : [`${name} ${valueText(values[choice]!)}`];
    })
    .join('; ');
}
