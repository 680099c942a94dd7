import { countedText, type Run } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { heatFigure, sharedSpan } from '../panels/heatFigure.ts';
import { neuronLayers, neuronMeasure } from '../records/neurons.ts';
import { recordedRow, recordedSeries } from '../records/recorded.ts';
import { type FigureOptions, resolveOptions, type SpanOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

/** The most layers whose borders can be told apart. */
const mostBorders = 40;

/**
 * Draws the gradient of every neuron at every recorded step as cells, layer above layer; a neuron without
 * gradient has a hatch.
 *
 * @throws RangeError if `grad_neuron` (probe `neuron`), or any step, was not recorded
 */
export function neuronHeatMap(run: Run, options: FigureOptions & SpanOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { columns, values } = recordedSeries(run, 'grad_neuron');
  recordedRow(run, undefined);
  const layers = neuronLayers(run);
  const { step } = run.history;
  const layerOf = (neuron: number) => layers.find(({ end }) => neuron < end)!;
  const { title, formula } = neuronMeasure;
  return heatFigure(
    {
      values,
      rows: columns,
      step,
      formula,
      vertical: 'neurons by layer, from the input up',
      row: 'neuron',
      many: 'neurons',
      ticks: most =>
        chooseEvenly(layers, most).map(({ layer, start, end }) => ({
          at: (start + end) / 2 / columns,
          label: `layer ${layer}`,
        })),
      borders: layers.length > mostBorders ? [] : layers.slice(1).map(({ start }) => start / columns),
      span: options.span,
      nameOf: row => {
        const { layer, start } = layerOf(row);
        return `neuron ${row - start + 1} of layer ${layer}`;
      },
      caption: {
        title: `Gradient of every neuron: ${run.name}`,
        subtitle: `${title} over training; layer 1 is nearest the input`,
        description: `Heat map of ${title.toLowerCase()}, ${formula}, on a log colour scale: ${countedText(columns, 'neuron')} of ${countedText(layers.length, 'layer')} by ${countedText(step.length, 'recorded step')}.`,
      },
    },
    settings,
  );
}

export const neuronsOverTimeKind = {
  title: 'Gradient of every neuron at every step',
  series: ['grad_neuron'],
  record: 'the gradients of neurons',
  covers: 'each',
  compute: (_, { runs }) => sharedSpan(runs, 'grad_neuron'),
  draw: ([run]: readonly Run[], options) => neuronHeatMap(run, options),
} as const satisfies FigureKind<SpanOptions>;
