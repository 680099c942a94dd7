import * as Plot from '@observablehq/plot';
import {
  type Activation,
  activatedLayers,
  activationOf,
  listText,
  type Run,
  slope,
  valueText,
} from 'gradscope';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { verticalAxis } from '../axes/verticalAxis.ts';
import { endLabels } from '../marks/endLabels.ts';
import { sampleFunction } from '../marks/sampleFunction.ts';
import { arrangePanels } from '../panels/panels.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** An elementwise activation and its derivative. */
export interface ActivationCurve {
  readonly name: string;
  /** In readable form: `max(0, x)`. */
  readonly formula: string;
  readonly forward: (x: number) => number;
  readonly derivative: (x: number) => number;
}

export interface ActivationCurvesOptions extends FigureOptions {
  /** Inputs from `−extent` to `extent`. Default 4. */
  readonly extent?: number;
}

/** One panel: the same function of each activation, each named at its right end. */
function functionPanel(
  activations: readonly ActivationCurve[],
  which: 'forward' | 'derivative',
  { width, height, extent }: { readonly width: number; readonly height: number; readonly extent: number },
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const samples = activations.map(activation => sampleFunction(activation[which], -extent, extent));
  const margins = verticalMargins(fontSize);
  const axis = verticalAxis(
    samples.map(points => points.map(([, y]) => y)),
    { scale: 'linear', zeroStrip: 0, top: margins.marginTop, bottom: height - margins.marginBottom },
  );
  const names = activations.map(({ name }) => name);
  const sides = sideMargins(
    axis.ticks.map(tick => tick.label),
    names,
    fontSize,
  );
  const vertical = which === 'forward' ? 'activation φ(x)' : 'derivative φ′(x)';
  const dash = which === 'derivative' ? { strokeDasharray: '6 3', strokeLinecap: 'butt' as const } : {};
  const labels = samples.map((points, index) => ({
    x: width - sides.marginRight,
    y: axis.pixel(points.at(-1)![1]),
    text: names[index],
    color: networkColor(index, theme),
  }));
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...sides,
    x: { domain: [-extent, extent] },
    y: { domain: axis.domain as [number, number] },
    marks: [
      Plot.ruleX([0], { stroke: theme.grid }),
      panelFrame(axis, { vertical, horizontal: 'x', ticks: 5 }, sides.marginLeft, settings),
      Plot.ruleY([0], { stroke: theme.axis }),
      samples.map((points, index) =>
        Plot.line(points, { stroke: networkColor(index, theme), strokeWidth: 2, ...dash }),
      ),
      endLabels(labels, settings),
    ],
  }) as SVGSVGElement;
}

const describe = ({ name, formula, forward, derivative }: ActivationCurve, extent: number): string => {
  const slopes = sampleFunction(derivative, -extent, extent)
    .map(([, y]) => y)
    .filter(Number.isFinite);
  return `${name}, φ(x) = ${formula}: φ(0) = ${valueText(forward(0))}; its slope is ${valueText(derivative(-extent))} at −${extent}, ${valueText(derivative(extent))} at ${extent} and at most ${valueText(Math.max(...slopes))}.`;
};

/**
 * Draws activations beside their derivatives: the output of a unit, and the share of the gradient that it
 * lets through.
 *
 * Each panel has its own linear axis. Jumps, as in the derivative of ReLU, are left open.
 *
 * @param activations one colour each
 * @throws RangeError if none is given, or `extent` is not positive
 */
export function activationCurves(
  activations: readonly ActivationCurve[],
  options: ActivationCurvesOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { extent = 4 } = options;
  if (activations.length === 0) throw new RangeError('activations: expected at least one, got none');
  if (!(extent > 0 && extent <= 1000))
    throw new RangeError(`extent: expected a number in 0 … 1000, got ${extent}`);
  const caption = {
    title: `Activations and their derivatives: ${listText(activations.map(({ name }) => name))}`,
    subtitle: activations.map(({ name, formula }) => `${name}: φ(x) = ${formula}`).join('; '),
    description: `Activations φ (solid) and their derivatives φ′ (dashed), on linear axes. ${activations.map(activation => describe(activation, extent)).join(' ')}`,
  };
  const heightAt = (width: number) => Math.round(Math.min(420, Math.max(240, width * 0.62)));
  return composeFigure(settings, caption, area =>
    arrangePanels(area, 2, heightAt, (index, size) =>
      functionPanel(activations, index === 0 ? 'forward' : 'derivative', { ...size, extent }, settings),
    ),
  );
}

/** The elementwise activations of the hidden layers, each once, in the order of their first use. */
export function activationsOf(runs: readonly Run[]): Activation[] {
  const hidden = runs.flatMap(({ layers }) => activatedLayers(layers.slice(0, -1)));
  const found = new Map<string, Activation>();
  for (const { activation } of hidden) {
    const isElementwise = activation.kind !== 'maxout' && activation.kind !== 'softmax';
    if (isElementwise) found.set(JSON.stringify(activation), activationOf(activation));
  }
  return [...found.values()];
}

const curveOf = (activation: Activation): ActivationCurve => ({
  name: activation.name,
  // The figure calls its argument x.
  formula: activation.formula.replaceAll('z', 'x').replaceAll('ᶻ', 'ˣ'),
  forward: x => activation.forward(x),
  derivative: x => slope(activation, x),
});

/** Nothing if no hidden layer has a curve: a network may be one affine map, or have maxout units only. */
export const activationsKind = {
  title: 'The activations',
  series: [],
  covers: 'all',
  pick: runs => (activationsOf(runs).length > 0 ? runs : []),
  draw: (runs: readonly Run[], options) => activationCurves(activationsOf(runs).map(curveOf), options),
} as const satisfies FigureKind;
