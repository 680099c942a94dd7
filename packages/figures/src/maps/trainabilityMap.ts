import { countedText, countText, listText, valueText } from 'gradscope';
import { type Caption, composeFigure, type Panel } from '../sheet/composeFigure.ts';
import type { KeyEntry } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import { type MapColors, mapColors } from './mapColors.ts';
import {
  type MapAxis,
  type MapMeasureName,
  mapMeasures,
  requireMap,
  type TrainabilityMap,
} from './mapData.ts';
import { mapKey } from './mapKey.ts';
import { type MapLine, mapPanel } from './mapPanel.ts';

export interface TrainabilityMapOptions extends FigureOptions {
  /** Default `loss`. */
  readonly measure?: MapMeasureName;
  /** Lines for every map without its own, such as those of {@link theoryLines}. */
  readonly lines?: readonly MapLine[];
  /**
   * The accuracy of the best answer that ignores the inputs, if all cells have the same data: marked on the
   * scale.
   */
  readonly chance?: number;
  /** The settings shared by all cells, in a few words. */
  readonly subtitle?: string;
}

/** One of several maps that are compared. */
export interface NamedMap {
  readonly title: string;
  readonly map: TrainabilityMap;
  readonly lines?: readonly MapLine[];
}

/** Below this width, in px, a map is not readable. */
const NARROWEST_PANEL = 300;

/**
 * Networks over two axes, each cell coloured by its result. Cells that diverged, that have no value, and that
 * were not run have their own colours, named in the key.
 *
 * @throws RangeError if cells and axes do not fit together
 */
export function trainabilityMap(map: TrainabilityMap, options: TrainabilityMapOptions = {}): SVGSVGElement {
  return trainabilityMaps([{ title: '', map }], options);
}

/**
 * Several maps of the same two axes, one for each value of a third, with one scale of colours.
 *
 * @throws RangeError if there is none, or cells and axes do not fit together
 */
export function trainabilityMaps(
  maps: readonly NamedMap[],
  options: TrainabilityMapOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { measure = 'loss', lines: common = [], subtitle = '' } = options;
  if (maps.length === 0) throw new RangeError('maps: expected at least one, got none');
  for (const { map } of maps) requireMap(map);
  const cells = maps.flatMap(({ map }) => map.cells);
  const colors = mapColors(measure, cells, settings.theme, options.chance);
  const { width } = settings;
  const lines = maps.flatMap(({ lines = common }) => lines);
  return composeFigure(settings, captionOf(maps, measure, { lines, subtitle, colors }), area => {
    const key = mapKey(colors, width, settings);
    const most = Math.max(1, Math.floor(width / NARROWEST_PANEL));
    const rows = Math.ceil(maps.length / most);
    const columns = Math.ceil(maps.length / rows);
    const across = width / columns;
    const usual = Math.round(Math.min(560, across * (columns === 1 ? 0.75 : 0.9)));
    const height = area.height === undefined ? usual : Math.max(120, (area.height - key.height) / rows);
    const panels = maps.map(
      ({ title, map, lines = common }, k): Panel => ({
        svg: mapPanel(map, colors, { width: across, height, title, lines }, settings),
        x: (k % columns) * across,
        y: key.height + Math.floor(k / columns) * height,
        height,
      }),
    );
    return [key, ...panels];
  });
}

interface Said {
  readonly lines: readonly MapLine[];
  readonly subtitle: string;
  readonly colors: MapColors;
}

function captionOf(
  maps: readonly NamedMap[],
  measure: MapMeasureName,
  { lines, subtitle, colors: { beyond } }: Said,
): Caption {
  const { x, y } = maps[0].map;
  const label = measure === 'symptom' ? 'first symptom' : mapMeasures[measure].label;
  const many = maps.length > 1 ? `${maps.length} maps, ` : '';
  return {
    title: `Trainability: ${label} over ${x.name}${y.name && ` and ${y.name}`}`,
    notes:
      beyond === 0
        ? []
        : [
            beyond === 1
              ? '1 value lies beyond the scale and has the colour of its end.'
              : `${countText(beyond)} values lie beyond the scale and have the colours of its ends.`,
          ],
    subtitle: `${many}${x.values.length}${y.name && ` × ${y.values.length}`} networks${subtitle && `; ${subtitle}`}`,
    ...(lines.length > 0 && { key: keyOf(lines) }),
    description: `${axisWords('Across', x)} ${y.name && `${axisWords('Up', y)} `}${maps.map(named => countWords(named, measure)).join(' ')}`,
  };
}

/** One entry for lines with the same name on several maps. */
function keyOf(lines: readonly MapLine[]): KeyEntry[] {
  const named = new Map(lines.map(line => [line.name, line]));
  return [...named.values()].map(({ name, style }) => ({ label: name, color: '#888888', shape: style }));
}

function axisWords(direction: string, { name, values, scale }: MapAxis): string {
  const word = (value: number | string) => (typeof value === 'number' ? valueText(value) : value);
  return scale === 'list'
    ? `${direction}: ${name}, ${listText(values.map(word))}.`
    : `${direction}: ${name} from ${word(values[0])} to ${word(values.at(-1)!)}, ${scale} scale.`;
}

function countWords({ title, map: { cells } }: NamedMap, measure: MapMeasureName): string {
  const run = cells.filter(cell => cell !== undefined);
  const diverged = run.filter(({ divergedAt }) => divergedAt !== null).length;
  const failed = run.filter(cell => cell.failed).length;
  const failures = failed > 0 ? `, ${countText(failed)} failed` : '';
  const found = `${title ? `${title}: ` : ''}${countText(run.length)} of ${countedText(cells.length, 'network')} ${run.length === 1 ? 'was' : 'were'} run, ${countText(diverged)} of them diverged${failures}`;
  if (measure === 'symptom') {
    const ill = run.filter(({ symptom }) => symptom).length;
    return `${found}, ${countText(ill)} ${ill === 1 ? 'has' : 'have'} a symptom.`;
  }
  const { of } = mapMeasures[measure];
  const values = run
    .filter(({ divergedAt, failed }) => divergedAt === null && !failed)
    .map(of)
    .filter(Number.isFinite);
  if (values.length === 0) return `${found}; no value.`;
  const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  return `${found}; values from ${valueText(low)} to ${valueText(high)}.`;
}
