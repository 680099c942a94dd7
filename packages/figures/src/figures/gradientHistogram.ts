import {
  countedText,
  countText,
  HISTOGRAM_BINS,
  HISTOGRAM_EDGES,
  percentText,
  powerOfTen,
  powerOfTenths,
  type RecordedRun,
} from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { logTicks } from '../axes/logScale.ts';
import { type Bin, type Ridge, ridgeHeight, ridgePanel } from '../panels/ridgePanel.ts';
import { recordedRow, recordedSeries, seriesRow } from '../records/recorded.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { layerColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

export interface GradientHistogramOptions extends FigureOptions {
  /** A recorded step. Default the last. */
  readonly step?: number;
}

/** The number of histograms readable above each other. */
const mostLayers = 12;

/** Half of the smallest float16: values up to this become 0. Source: IEEE 754 binary16. */
const float16Zero = Math.log10(2 ** -25);

const first = Math.log10(HISTOGRAM_EDGES[0]);
const edges = Array.from(HISTOGRAM_EDGES, (_, i) => first + i / 2);

/** The counts of one layer: exactly 0; then of the bins between edges, and below and above them all. */
interface Counts {
  readonly layer: number;
  readonly counts: Float64Array;
  readonly zeros: number;
  readonly all: number;
}

function countsOf(row: Float64Array): Counts[] {
  return Array.from({ length: row.length / HISTOGRAM_BINS }, (_, l) => {
    const counts = row.subarray(l * HISTOGRAM_BINS, (l + 1) * HISTOGRAM_BINS);
    return { layer: l + 1, counts, zeros: counts[0], all: counts.reduce((sum, count) => sum + count, 0) };
  });
}

/** The bins above 0 of a layer, each half a decade wide: those beyond the edges as well. */
const binsOf = ({ counts }: Counts): Bin[] =>
  Array.from(counts.subarray(1), (count, i) => {
    const to = i < edges.length ? edges[i] : edges.at(-1)! + 0.5;
    return { from: to - 0.5, to, count };
  });

/** The decades in which any layer has entries; one decade if none has. */
function extentOf(layers: readonly Counts[]): [number, number] {
  const found = layers.flatMap(layer => binsOf(layer).filter(({ count }) => count > 0));
  if (found.length === 0) return [-1, 0];
  return [Math.min(...found.map(({ from }) => from)), Math.max(...found.map(({ to }) => to))];
}

function ridgesOf(
  layers: readonly Counts[],
  zeroAt: number,
  zeroWidth: number,
  { theme }: Settings,
): Ridge[] {
  const colors = layerColors(layers.length, theme);
  return layers.map((layer, i) => ({
    name: `layer ${layer.layer}`,
    note: layer.zeros > 0 ? `${percentText(layer.zeros / layer.all)} are 0` : '',
    color: colors[i],
    bins: [
      ...(layer.zeros > 0 ? [{ from: zeroAt, to: zeroAt + zeroWidth, count: layer.zeros }] : []),
      ...binsOf(layer),
    ],
  }));
}

/** The position of a layer's median entry, in words. */
function describe(layer: Counts): string {
  const { zeros, all } = layer;
  let before = zeros;
  const middle = binsOf(layer).find(({ count }) => {
    before += count;
    return before * 2 >= all;
  });
  const where =
    zeros * 2 >= all || !middle
      ? 'exactly 0'
      : middle.to === first
        ? `below ${powerOfTen(first)}`
        : `between ${powerOfTenths(middle.from)} and ${powerOfTenths(middle.to)}`;
  return `Layer ${layer.layer}: ${countedText(all, 'entry', 'entries')}, ${countText(zeros)} of them exactly 0, the median ${where}.`;
}

/**
 * Draws how the magnitudes of the entries of each layer's weight gradient are distributed at one step: exact counts in half decades,
 * those of exactly 0 apart.
 *
 * @throws RangeError when `grad_histogram` (probe `histogram`), or the step, was not recorded
 */
export function gradientHistogram(run: RecordedRun, options: GradientHistogramOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const row = recordedRow(run, options.step);
  const all = countsOf(seriesRow(recordedSeries(run, 'grad_histogram'), row));
  const layers = chooseEvenly(all, mostLayers);
  const [low, high] = extentOf(layers);
  const zeros = layers.some(layer => layer.zeros > 0);
  const zeroWidth = Math.max(0.5, (high - low) / 24);
  const zeroAt = low - 2 * zeroWidth;
  const left =
    layers.length < all.length ? `; ${layers.length} of ${countText(all.length)} layers drawn` : '';
  const step = countText(run.history.step[row]);
  const halves = float16Zero > low && float16Zero < high;
  const { muted } = settings.theme;
  const last = edges.at(-1)!;
  const beyond = [
    ...(low < first ? [`below ${powerOfTen(first)}, but not 0,`] : []),
    ...(high > last ? [`from ${powerOfTen(last)} on`] : []),
  ].map(what => `What is ${what} is drawn in one bin, whatever its size.`);
  const caption = {
    title: `Gradient entries at step ${step}: ${run.name}`,
    subtitle: `Counts of |∂loss/∂W| in half decades${left}`,
    notes: beyond,
    ...(halves
      ? { key: [{ label: 'left of it: 0 in float16', color: muted, shape: 'dashed' as const }] }
      : {}),
    description: `Histograms of |∂loss/∂W| at step ${step} on a log axis, one for each layer${left}. ${layers.map(describe).join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const { width } = area;
    const height = area.height ?? ridgeHeight(layers.length, settings.fontSize);
    const most = Math.max(2, Math.floor((width - 140) / (settings.fontSize * 5)));
    const domain = [zeros ? zeroAt : low, high] as const;
    const zeroTick = zeros ? [{ at: zeroAt + zeroWidth / 2, label: '0' }] : [];
    // Labels nearer to the one of 0 would run into it.
    const nearest = zeroAt + ((high - zeroAt) * 3 * settings.fontSize) / (width - 140);
    const powers = logTicks([low, high], most).filter(({ at }) => !zeros || at > nearest);
    const size = { width, height, horizontal: '|∂loss/∂W|, log scale' };
    const svg = ridgePanel(
      ridgesOf(layers, zeroAt, zeroWidth, settings),
      {
        ...size,
        domain,
        ticks: [...zeroTick, ...powers],
        guides: halves ? [float16Zero] : [],
      },
      settings,
    );
    return [{ svg, x: 0, y: 0, height }];
  });
}

export const entriesKind = {
  title: 'Sizes of the gradient’s entries',
  series: ['grad_histogram'],
  record: 'the histogram',
  covers: 'each',
  draw: ([run], options) => gradientHistogram(run, options),
} as const satisfies FigureKind;
