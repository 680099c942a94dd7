import * as Plot from '@observablehq/plot';
import { countedText, countText, listText, type Run, rangeText, valueText } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { panelFrame, sideMargins, tickFont, verticalMargins } from '../axes/panelFrame.ts';
import { type VerticalAxis, verticalAxis } from '../axes/verticalAxis.ts';
import { isBroken, isZero } from '../marks/curve.ts';
import { curveHeight } from '../panels/curvePanel.ts';
import { type NeuronLayer, neuronLayers, neuronMeasure } from '../records/neurons.ts';
import { recordedRow, recordedSeries, seriesRow } from '../records/recorded.ts';
import { type Area, composeFigure } from '../sheet/composeFigure.ts';
import { element } from '../sheet/element.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { layerColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

export interface NeuronStripOptions extends FigureOptions {
  /** A recorded step. Default the last. */
  readonly step?: number;
}

/** One layer's neurons at the step. */
interface Strip extends NeuronLayer {
  readonly values: Float64Array;
  readonly zeros: number;
  readonly broken: number;
  /** Units that are dead on all data; undefined if that was not recorded. */
  readonly dead: number | undefined;
}

const count = (values: Float64Array, test: (value: number) => boolean): number => values.filter(test).length;

/** The number of dead units of each hidden layer at a row, if `unit_dead` was recorded. */
function deadCounts({ layers, history }: Run, row: number): (layer: number) => number | undefined {
  const series = history.series.unit_dead;
  const dead = series && seriesRow(series, row);
  return layer => {
    if (!dead || layer >= layers.length) return undefined;
    const start = layers.slice(0, layer - 1).reduce((sum, { width }) => sum + width, 0);
    return count(dead.subarray(start, start + layers[layer - 1].width), value => value === 1);
  };
}

/** The median of the values above 0; NaN if there is none. */
function medianOf(values: Float64Array): number {
  const drawn = values.filter(value => value > 0 && !isBroken(value)).sort();
  return drawn[drawn.length >> 1] ?? Number.NaN;
}

/** A mark: each neuron as a line across its layer's column, one for those in the same half pixel; thick, the median. */
function neuronLines(
  strips: readonly Strip[],
  axis: VerticalAxis,
  { document, theme }: Settings,
): Plot.RenderFunction {
  const colors = layerColors(strips.length, theme);
  return (_index, { x }) => {
    const node = element(document, 'g', { 'aria-label': 'neurons' });
    for (const [i, { values }] of strips.entries()) {
      const lines = (magnitudes: Iterable<number>, half: number) => {
        const [from, to] = [i - half, i + half].map(at => (x!(at) as number).toFixed(1));
        const heights = [...magnitudes].filter(axis.drawable).map(value => axis.pixel(axis.place(value)));
        return [...new Set(heights.map(y => (Math.round(2 * y) / 2).toFixed(1)))]
          .map(y => `M${from},${y}H${to}`)
          .join('');
      };
      const stroke = colors[i];
      node.append(
        element(document, 'path', { d: lines(values, 0.24), stroke, 'stroke-opacity': 0.6 }),
        element(document, 'path', { d: lines([medianOf(values)], 0.38), stroke, 'stroke-width': 2.4 }),
      );
    }
    return node;
  };
}

const widthPerLayer = (fontSize: number): number => fontSize * 3.6;

function stripPanel(
  strips: readonly Strip[],
  { width, height }: Area & { readonly height: number },
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const margins = verticalMargins(fontSize);
  const bottom = height - margins.marginBottom;
  const zeros = strips.some(strip => strip.zeros > 0);
  const zeroStrip = zeros ? fontSize * 2.2 : 0;
  const values = strips.map(strip => strip.values);
  const axis = verticalAxis(values, { scale: 'log', zeroStrip, top: margins.marginTop, bottom });
  const sides = sideMargins(
    axis.ticks.map(({ label }) => label),
    [],
    fontSize,
  );
  const frame = {
    vertical: `${neuronMeasure.formula}, log scale`,
    horizontal: 'layer',
    ticks: strips.map(({ layer }, at) => ({ at, label: String(layer) })),
  };
  const zeroAt = axis.atPixel(bottom - zeroStrip / 2);
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [-0.5, strips.length - 0.5] },
    y: { domain: axis.domain as [number, number] },
    marks: [
      ...panelFrame(axis, frame, sides.marginLeft, settings),
      neuronLines(strips, axis, settings),
      zeros
        ? [
            Plot.ruleY([axis.floor], { stroke: theme.axis, strokeDasharray: '1 3' }),
            Plot.axisY([zeroAt], { ...tickFont(settings), tickPadding: 6, tickFormat: () => '0' }),
            Plot.text(strips, {
              x: (_, i) => i,
              y: zeroAt,
              text: strip => (strip.zeros > 0 ? countText(strip.zeros) : ''),
              fill: theme.text,
              fontSize,
            }),
          ]
        : [],
    ],
  }) as SVGSVGElement;
}

function describe({ layer, values, zeros, dead }: Strip): string {
  const drawn = values.filter(value => value > 0 && !isBroken(value));
  const parts = [countedText(values.length, 'neuron')];
  if (drawn.length > 0) {
    const [low, high] = [drawn.reduce((a, b) => Math.min(a, b)), drawn.reduce((a, b) => Math.max(a, b))];
    parts.push(`${rangeText([low, high])}, median ${valueText(medianOf(values))}`);
  }
  if (zeros > 0) parts.push(`${countText(zeros)} exactly 0`);
  if (dead) parts.push(`${countText(dead)} dead on all data`);
  return `Layer ${layer}: ${parts.join(', ')}.`;
}

/** The notes on neurons that the axis cannot place. */
function notesOf(strips: readonly Strip[]): string[] {
  const sum = (of: (strip: Strip) => number) => strips.reduce((total, strip) => total + of(strip), 0);
  const [zeros, broken, dead] = [sum(s => s.zeros), sum(s => s.broken), sum(s => s.dead ?? 0)];
  const named = strips.filter(strip => strip.dead).map(strip => `${strip.dead} in layer ${strip.layer}`);
  return [
    ...(zeros > 0
      ? [
          `${countedText(zeros, 'neuron')} ${zeros === 1 ? 'gets' : 'get'} a gradient of exactly 0: counted in the strip below.`,
        ]
      : []),
    ...(dead > 0 ? [`Dead on all data: ${listText(named)}.`] : []),
    ...(broken > 0
      ? [
          broken === 1
            ? '1 neuron has a gradient that is NaN or infinite, and is not drawn.'
            : `${countText(broken)} neurons have a gradient that is NaN or infinite, and are not drawn.`,
        ]
      : []),
  ];
}

/**
 * Draws the gradient of every neuron at one step, layer beside layer: a line for each neuron, a thick one for the layer's median; those
 * that get exactly 0 are counted in a strip below.
 *
 * @throws RangeError when `grad_neuron` (probe `neuron`), or the step, was not recorded
 */
export function neuronStrip(run: Run, options: NeuronStripOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const row = recordedRow(run, options.step);
  const neurons = seriesRow(recordedSeries(run, 'grad_neuron'), row);
  const all = neuronLayers(run);
  const deadIn = deadCounts(run, row);
  const most = Math.max(2, Math.floor((settings.width - 80) / widthPerLayer(settings.fontSize)));
  const strips = chooseEvenly(all, most).map(layer => {
    const values = neurons.subarray(layer.start, layer.end);
    return {
      ...layer,
      values,
      zeros: count(values, isZero),
      broken: count(values, isBroken),
      dead: deadIn(layer.layer),
    };
  });
  const left =
    strips.length < all.length ? `; ${strips.length} of ${countText(all.length)} layers drawn` : '';
  const step = countText(run.history.step[row]);
  const notes = notesOf(strips);
  const { title, formula } = neuronMeasure;
  const caption = {
    title: `Gradient of each neuron at step ${step}: ${run.name}`,
    subtitle: `${title}; a thick line is the median of those above 0${left}`,
    notes,
    description: `${title}, ${formula}, at step ${step}, by layer on a log axis${left}. ${strips.map(describe).join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    return [{ svg: stripPanel(strips, { ...area, height }, settings), x: 0, y: 0, height }];
  });
}

export const neuronsKind = {
  title: 'Gradient of every neuron',
  series: ['grad_neuron'],
  record: 'the gradients of neurons',
  covers: 'each',
  draw: ([run]: readonly Run[], options) => neuronStrip(run, options),
} as const satisfies FigureKind;
