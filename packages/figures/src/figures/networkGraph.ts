import { countedText, countText, listText, rangeText, valueText } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { extentOf } from '../axes/extent.ts';
import { isBroken, isZero } from '../marks/curve.ts';
import { binHeat } from '../marks/heatBins.ts';
import { heatColors } from '../marks/heatColors.ts';
import { colorBar } from '../panels/colorBar.ts';
import { type GraphLayout, type GraphNetwork, type GraphNode, graphLayout } from '../panels/graphLayout.ts';
import { graphPanel } from '../panels/graphPanel.ts';
import { neuronMeasure } from '../records/neurons.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type SpanOptions } from '../sheet/options.ts';

export interface NetworkGraphOptions extends FigureOptions, SpanOptions {
  /** The magnitude of the weight with the thickest line, if several networks share it. */
  readonly largestWeight?: number;
  /** A neuron to set apart, by `data-layer` and `data-unit`. */
  readonly marked?: { readonly layer: number; readonly unit: number };
}

/** The most layers described one by one. */
const mostDescribed = 9;

function largestOf(weights: readonly number[]): number {
  const [low, high] = extentOf([weights]) ?? [0, 0];
  return Math.max(-low, high);
}

/** Numbers of the neurons drawn of one layer. */
function describeLayer(layer: number, nodes: readonly GraphNode[]): string {
  const gradients = nodes.map(({ gradient }) => gradient!);
  const drawn = gradients.filter(value => value > 0 && !isBroken(value));
  const zeros = gradients.filter(isZero).length;
  const parts = [
    ...(drawn.length > 0 ? [rangeText([Math.min(...drawn), Math.max(...drawn)])] : []),
    ...(zeros > 0 ? [`${zeros} of ${gradients.length} exactly 0`] : []),
  ];
  return `layer ${layer}: ${parts.join(', ') || 'NaN or infinite'}`;
}

/** `layers of 2 and 3 units`. */
const layersOf = (widths: readonly number[]): string =>
  widths.length === 1
    ? `a layer of ${countedText(widths[0], 'unit')}`
    : `layers of ${listText(widths.map(String))} units`;

/** A note on what the picture leaves out. */
function leftOut({ columns, layers, isThinned }: GraphLayout): string {
  const missing = [
    ...(columns.length < layers ? [`${columns.length - 1} of ${countText(layers - 1)} layers`] : []),
    ...(isThinned
      ? [`at most ${countedText(Math.max(...columns.map(({ nodes }) => nodes.length)), 'unit')} of a layer`]
      : []),
  ];
  return missing.length > 0 ? `; drawn are ${listText(missing)}` : '';
}

function notesOf(gradients: readonly number[], weights: readonly number[]): string[] {
  const zeros = gradients.filter(isZero).length;
  const broken = gradients.filter(isBroken).length;
  const brokenWeights = weights.filter(isBroken).length;
  return [
    ...(zeros > 0 ? [`Gradient of exactly 0 (strokes): ${countedText(zeros, 'neuron')}.`] : []),
    ...(broken > 0 ? [`Gradient that is NaN or infinite (crosses): ${countedText(broken, 'neuron')}.`] : []),
    ...(brokenWeights > 0
      ? [`NaN or infinite, without a line: ${countedText(brokenWeights, 'weight')}.`]
      : []),
  ];
}

function linesText(weights: readonly number[], largest: number): string {
  if (weights.length === 0) return 'No weights: no two of the layers drawn follow each other';
  return `A line is a weight, thicker where larger, up to ${valueText(largest)}; dashed where negative`;
}

/**
 * Draws a network as a graph, its layers from left to right: the colour of a neuron is its gradient, on a log
 * scale; the thickness of a line is the weight's magnitude, dashed if it is negative, none if it is exactly
 * 0. If there are many layers and units, evenly chosen ones are drawn.
 *
 * Each neuron is a `circle` with `data-layer` (0 for inputs) and `data-unit` (from 0), whose `title` has its
 * numbers; each line is a `path` with its numbers in `data-says`.
 *
 * @throws RangeError if there is not a gradient for each unit
 */
export function networkGraph(network: GraphNetwork, options: NetworkGraphOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  checkNeurons(network);
  const { name } = network;
  const layout = graphLayout(network);
  const { columns, edges } = layout;
  const neurons = columns.slice(1).flatMap(({ nodes }) => nodes.map(({ gradient }) => gradient!));
  const cells = binHeat({ rows: 1, columns: neurons.length, value: (_, i) => neurons[i] }, 1, neurons.length);
  const colors = heatColors(cells, options.span);
  const weights = edges.map(({ weight }) => weight);
  const largest = Math.max(options.largestWeight ?? 0, largestOf(weights));
  const notes = notesOf(neurons, weights);
  const left = leftOut(layout);
  const step = countText(network.step);
  const described = chooseEvenly(columns.slice(1), mostDescribed);
  const sizes = columns.map(({ units }) => units);
  const caption = {
    title: `Network graph at step ${step}: ${name}`,
    subtitle: `The colour of a neuron is its gradient. ${linesText(weights, largest)}${left}`,
    notes,
    description: `Graph of a network with ${countedText(sizes[0], 'input')} and ${layersOf(sizes.slice(1))}${left}. ${neuronMeasure.title}, ${neuronMeasure.formula}, on a log colour scale: ${described.map(({ layer, nodes }) => describeLayer(layer, nodes)).join('; ')}. Weights drawn: ${countText(weights.length)}, up to ${valueText(largest)}.`,
  };
  return composeFigure(settings, caption, area => {
    const bar = colorBar(
      colors,
      {
        width: area.width,
        label: neuronMeasure.formula,
        zero: neurons.some(isZero),
        broken: neurons.some(isBroken),
      },
      settings,
    );
    const height =
      area.height === undefined
        ? Math.round(Math.min(520, Math.max(250, area.width * 0.55)))
        : Math.max(80, area.height - bar.height);
    const svg = graphPanel(
      layout,
      { width: area.width, height, colors, largest, marked: options.marked },
      settings,
    );
    return [bar, { svg, x: 0, y: bar.height, height }];
  });
}

function checkNeurons({ parameters, neurons }: GraphNetwork): void {
  if (parameters.length === 0) throw new RangeError('parameters: expected at least one layer, got none');
  for (const [l, { fanOut }] of parameters.entries()) {
    const { length } = neurons[l] ?? [];
    if (length !== fanOut) {
      throw new RangeError(`neurons[${l}]: expected ${fanOut} gradients, one a unit, got ${length}`);
    }
  }
}
