import { countedText, countText, percentText, rangeText, valueText } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { endedNumbers, roundedExtent } from '../axes/endedNumbers.ts';
import { isBroken, isZero } from '../marks/curve.ts';
import { type Bin, type Ridge, ridgeHeight, ridgePanel } from '../panels/ridgePanel.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings, type SpanOptions } from '../sheet/options.ts';
import { layerColors } from '../sheet/palette.ts';
import { textWidth } from '../sheet/text.ts';
import type { FigureKind, LayerValues } from './figureKind.ts';

export interface ActivationHistogramsOptions extends FigureOptions, SpanOptions {
  /** Name of the network, for the title. */
  readonly name?: string;
  /** The kind of values: the outputs of units (default), or the slopes of their activation there. */
  readonly quantity?: keyof typeof quantities;
}

const quantities = {
  activation: { title: 'Activations by layer', axis: 'activation', meaning: '', many: 'activations' },
  slope: {
    title: 'Slopes by layer',
    axis: 'slope φ′(z)',
    meaning: ', the share that a unit lets through',
    many: 'slopes',
  },
} as const;

/** The number of histograms readable above each other, and the number of their bins. */
const mostLayers = 12;
const bins = 60;

/** The text beside the histogram of a layer's values. */
interface Summary extends LayerValues {
  readonly zeros: number;
  readonly broken: number;
  readonly finite: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** The population standard deviation. */
  readonly deviation: number;
}

function summarize({ name, values }: LayerValues): Summary {
  let [zeros, broken, sum, squares] = [0, 0, 0, 0];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isBroken(value)) {
      broken++;
      continue;
    }
    if (isZero(value)) zeros++;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const finite = values.length - broken;
  const mean = sum / finite;
  for (let i = 0; i < values.length; i++) if (!isBroken(values[i])) squares += (values[i] - mean) ** 2;
  return { name, values, zeros, broken, finite, low, high, mean, deviation: Math.sqrt(squares / finite) };
}

/** Even bins over `low … high`; zeros are left out if they are counted separately. */
function count(values: ArrayLike<number>, [low, high]: readonly [number, number], withZeros: boolean): Bin[] {
  const counts = new Float64Array(bins);
  const width = (high - low) / bins;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isBroken(value) || (isZero(value) && !withZeros)) continue;
    counts[Math.max(0, Math.min(bins - 1, Math.floor((value - low) / width)))]++;
  }
  return Array.from(counts, (found, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count: found,
  }));
}

/** With at least this share, zeros are counted separately: ReLU's would flatten everything else. */
const manyZeros = 0.05;

/** Approximate width of the text beside the histograms, in px. */
const ROOM_BESIDE = 140;

function ridgesOf(
  layers: readonly Summary[],
  domain: readonly [number, number],
  { theme }: Settings,
): Ridge[] {
  const colors = layerColors(layers.length, theme);
  return layers.map(({ name, values, zeros, finite }, i) => ({
    name,
    note: zeros >= manyZeros * finite && zeros > 0 ? `+ ${percentText(zeros / finite)} are 0` : '',
    color: colors[i],
    bins: count(values, domain, zeros < manyZeros * finite),
  }));
}

const describe = ({ name, values, zeros, low, high, mean, deviation }: Summary): string =>
  `${name}: ${countedText(values.length, 'value')} from ${rangeText([low, high])}, mean ${valueText(mean)}, standard deviation ${valueText(deviation)}, ${countText(zeros)} exactly 0.`;

/**
 * Draws the distribution of the outputs of each layer's units, as histograms above each other, the first
 * layer at the bottom.
 *
 * Even bins on one linear axis for all layers. If a layer has many zeros, the text beside it states their
 * share and they are not drawn.
 *
 * @throws RangeError if no layer has a finite value
 */
export function activationHistograms(
  layers: readonly LayerValues[],
  options: ActivationHistogramsOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const drawn = chooseEvenly(layers, mostLayers).map(summarize);
  const { quantity = 'activation', span = [] } = options;
  const { title, axis, meaning, many } = quantities[quantity];
  const [low, high] = [
    Math.min(...span, ...drawn.map(one => one.low)),
    Math.max(...span, ...drawn.map(one => one.high)),
  ];
  if (!(low <= high)) {
    throw new RangeError(`layers: expected one with a finite value, got ${layers.length} layers without`);
  }
  const pad = low === high ? 1 : 0;
  const domain = roundedExtent([low - pad, high + pad]);
  const left =
    drawn.length < layers.length ? `; ${drawn.length} of ${countText(layers.length)} layers drawn` : '';
  const broken = drawn.filter(one => one.broken > 0);
  const zeros = drawn.some(one => one.zeros > 0 && one.zeros >= manyZeros * one.finite);
  const caption = {
    title: `${title}${options.name ? `: ${options.name}` : ''}`,
    subtitle: `Counts in ${bins} bins${zeros ? '; if there are many zeros, they are not drawn but counted in the text' : ''}${left}`,
    notes: broken.map(
      one =>
        `${one.name}: ${countText(one.broken)} of ${countedText(one.values.length, 'value')} ${one.broken === 1 ? 'is' : 'are'} NaN or infinite, and not drawn.`,
    ),
    description: `Histograms of the ${many} of each layer on one linear axis${left}. ${drawn.map(describe).join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const { width } = area;
    const height = area.height ?? ridgeHeight(drawn.length, settings.fontSize);
    const most = Math.max(2, Math.floor((width - ROOM_BESIDE) / (settings.fontSize * 4.5)));
    const ticks = endedNumbers(domain, most).map(at => ({ at, label: valueText(at, 6) }));
    const [long, short] = [`${axis}${meaning}, linear scale`, `${axis}, linear scale`];
    const horizontal = textWidth(long, settings.fontSize) <= width - ROOM_BESIDE ? long : short;
    const size = { width, height, horizontal };
    const svg = ridgePanel(ridgesOf(drawn, domain, settings), { ...size, domain, ticks }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

export const valuesKind = {
  title: 'Activations by layer',
  series: ['act_mean'],
  record: 'activations',
  covers: 'each',
  compute: ([run], { units }) => ({ layers: units(run) }),
  draw: ([{ name }], { layers, ...options }) => activationHistograms(layers, { ...options, name }),
} as const satisfies FigureKind<{ readonly layers: readonly LayerValues[] }>;
