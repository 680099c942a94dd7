import { countText, type RecordedRun } from 'gradscope';
import { chooseEvenly, mostCurves } from '../axes/chooseEvenly.ts';
import type { Curve } from '../marks/curve.ts';
import type { Settings } from '../sheet/options.ts';
import { layerColors, networkLayerColors } from '../sheet/palette.ts';
import { layerName } from './layerNames.ts';
import { recordedSeries, upTo } from './recorded.ts';

const dashes = [undefined, '7 3', '2 3'];

/** Layers of some runs as curves. */
export interface LayerCurves {
  readonly curves: readonly Curve[];
  /** The end of a subtitle about layers that are not drawn; empty if all are. */
  readonly leftOut: string;
}

/** How the columns of a series are called. */
export interface ColumnNames {
  /** The word for many of them. */
  readonly many: string;
  /** The name of one at the start of a sentence; and beside its curve, where there is little room. */
  nameOf(run: RecordedRun, column: number): string;
  labelOf(run: RecordedRun, column: number): string;
}

/** How to read the series. */
export interface LayerCurvesOptions {
  /** The name of the series in the figure's own options. */
  readonly argument?: string;
  /** Its columns, if they are no layers. */
  readonly columns?: ColumnNames;
}

/** The layers of one run to draw: the requested ones, or as many as there is room for. */
function drawnLayers(columns: number, chosen: readonly number[] | undefined, most: number): number[] {
  return chosen ? upTo(columns).filter(layer => chosen.includes(layer)) : chooseEvenly(upTo(columns), most);
}

/**
 * The layers of runs as curves over the training steps.
 *
 * One run: one colour per layer. Several runs: one colour per network, fading and dashed from its first layer
 * on.
 *
 * @param name a series with one column per layer
 * @param chosen layers, 1 … L; by default evenly chosen ones if all would be too many to read
 */
export function layerCurves(
  runs: readonly RecordedRun[],
  name: string,
  chosen: readonly number[] | undefined,
  { theme, width, fontSize }: Settings,
  { argument, columns: own }: LayerCurvesOptions = {},
): LayerCurves {
  const several = runs.length > 1;
  const word = several && width < 600 ? '' : 'layer ';
  const most = Math.max(1, Math.floor(mostCurves / runs.length));
  const nameOf = (run: RecordedRun, layer: number) =>
    own?.nameOf(run, layer) ?? layerName(run, layer, fontSize) ?? `Layer ${layer}`;
  const labelOf = (run: RecordedRun, layer: number) =>
    own?.labelOf(run, layer) ?? layerName(run, layer, fontSize) ?? `${word}${layer}`;
  let [drawn, all] = [0, 0];
  const curves = runs.flatMap((run, index): Curve[] => {
    const { columns, values } = recordedSeries(run, name, argument);
    const { step } = run.history;
    const layers = drawnLayers(columns, chosen, most);
    const colors = several
      ? networkLayerColors(index, layers.length, theme)
      : layerColors(layers.length, theme);
    drawn += layers.length;
    all += columns;
    return layers.map((layer, at) => ({
      name: `${nameOf(run, layer)} of ${run.name}`,
      label: `${several ? `${run.name} ` : ''}${labelOf(run, layer)}`,
      color: colors[at],
      labelColor: several ? colors[0] : colors[at],
      dash: several && layers.length <= dashes.length ? dashes[at] : undefined,
      step,
      value: Float64Array.from(step, (_, r) => values[r * columns + layer - 1]),
    }));
  });
  return {
    curves,
    leftOut: drawn < all ? `; ${countText(drawn)} of ${countText(all)} ${own?.many ?? 'layers'} drawn` : '',
  };
}
