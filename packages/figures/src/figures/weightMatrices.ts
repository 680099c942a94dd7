import { countedText, countText, type Parameters, rangeText, valueText } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { extentOf } from '../axes/extent.ts';
import { signedColors } from '../marks/signedColors.ts';
import { arrangeMatrices } from '../panels/matrixPanel.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type SpanOptions } from '../sheet/options.ts';

export interface WeightMatricesOptions extends FigureOptions, SpanOptions {
  /** Name of the network, for the title. */
  readonly name?: string;
  readonly step?: number;
}

/** Layers that are drawn, at most. */
const mostLayers = 12;

/**
 * Draws the weights of each layer as a picture, `W[l]` with a column for each of its inputs and a row for
 * each of its units: blue if positive, orange if negative, stronger the larger they are, on one linear scale
 * for all layers; residual blocks, whose weights are those of the layers inside, are left out. Exact zeros, and NaN or infinite values, have their own hatches.
 *
 * @throws RangeError without a layer
 */
export function weightMatrices(layers: Parameters, options: WeightMatricesOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  if (layers.length === 0) throw new RangeError('layers: expected at least one, got none');
  const numbered = layers
    .map((layer, l) => ({ ...layer, number: l + 1, extent: extentOf([layer.W]) ?? [0, 0] }))
    .filter(({ W }) => W.length > 0);
  const drawn = chooseEvenly(numbered, mostLayers);
  const bounds = [...(options.span ?? []), ...drawn.flatMap(({ extent }) => extent)];
  const largest = Math.max(...bounds.map(Math.abs));
  const colors = signedColors(largest, settings);
  const left = drawn.length < layers.length ? `; ${drawn.length} of ${countText(layers.length)} layers` : '';
  const at = options.step === undefined ? '' : ` at step ${countText(options.step)}`;
  const broken = layers.reduce((sum, { W }) => sum + W.filter(weight => !Number.isFinite(weight)).length, 0);
  const caption = {
    title: `Weights${at}${options.name ? `: ${options.name}` : ''}`,
    subtitle: `Layer by layer: a column for each input, a row for each unit; linear scale${left}`,
    notes:
      broken > 0
        ? [`${countedText(broken, 'weight')} ${broken === 1 ? 'is' : 'are'} NaN or infinite (crosses).`]
        : [],
    key: [
      { label: `−${valueText(largest)}`, color: colors.of(-largest) },
      { label: '0', color: settings.theme.background },
      { label: valueText(largest), color: colors.of(largest) },
    ],
    description: `The weights of each layer as a picture, coloured from −${valueText(largest)} to ${valueText(largest)} on a linear scale${left}. ${drawn
      .map(
        ({ number, fanIn, fanOut, extent }) =>
          `Layer ${number}, ${countedText(fanIn, 'input')} by ${countedText(fanOut, 'unit')}: ${rangeText(extent)}.`,
      )
      .join(' ')}`,
  };
  const matrices = drawn.map(({ number, fanIn, fanOut, W }) => ({
    name: `${number}: ${fanIn} × ${fanOut}`,
    rows: fanOut,
    columns: fanIn,
    // Row 0 of a heat is at the bottom; the first unit is at the top.
    value: (row: number, column: number) => W[column * fanOut + (fanOut - 1 - row)],
  }));
  return composeFigure(settings, caption, area => arrangeMatrices(matrices, area.width, colors, settings));
}
