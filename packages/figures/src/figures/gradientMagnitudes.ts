import { listText, type RecordedRun } from 'gradscope';
import { atSteps } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { layerCurves } from '../records/layerCurves.ts';
import { GRADIENT_MEASURES, type MeasureName, measureIn, measureOf } from '../records/measures.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

export interface GradientMagnitudesOptions extends FigureOptions {
  /** Which of the recorded quantities to draw. Default `grad_l1`. */
  readonly measure?: MeasureName;
  /** Default `'log'`: magnitudes span decades. */
  readonly scale?: 'log' | 'linear';
  /**
   * The layers to draw, 1 … L in the order of the network; a network with fewer draws those it has. Default
   * all, or, if there would be too many to read, evenly chosen ones.
   */
  readonly layers?: readonly number[];
}

/**
 * Draws the size of the gradient of each layer's weights at each recorded step.
 *
 * One run: one colour per layer. Several runs: one colour per network, fading and dashed from its first layer
 * on. All recorded points count: curves are thinned to what the pixels show, extremes kept. On the
 * logarithmic axis a gradient of exactly 0 is drawn in a strip below, labelled 0.
 *
 * @throws RangeError if a measure or layer does not exist
 */
export function gradientMagnitudes(
  runs: readonly RecordedRun[],
  options: GradientMagnitudesOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { measure = 'grad_l1', scale = 'log', layers } = options;
  const { title, formula } = measureOf(measure);
  const { curves, leftOut } = layerCurves(runs, measure, layers, settings, { argument: 'measure' });
  if (!curves.some(({ step }) => step.length > 0)) {
    throw new RangeError(
      `runs: expected a recorded step and a layer to draw, got ${runs.length} runs with none`,
    );
  }
  const recorded = runs.map(run => run.history.series[measure]!.values);
  const names = listText(runs.map(run => run.name));
  const caption = {
    title: `Gradient magnitudes: ${names}`,
    subtitle: `${title} of each layer; layer 1 is nearest the input${layers ? '' : leftOut}`,
    notes: curveNotes(curves, scale, atSteps, recorded),
    description: `${title}, ${formula}, per layer over training steps on a ${scale} axis${layers ? '' : leftOut}. ${curves
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const svg = curvePanel(curves, { width: area.width, height, scale, label: formula }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

export const gradientsKind = {
  title: 'Gradient of each layer over time',
  series: GRADIENT_MEASURES,
  record: 'gradients',
  inLogs: GRADIENT_MEASURES,
  covers: 'both',
  draw: (runs, options) =>
    gradientMagnitudes(runs, { measure: measureIn(runs, GRADIENT_MEASURES), ...options }),
} as const satisfies FigureKind;
