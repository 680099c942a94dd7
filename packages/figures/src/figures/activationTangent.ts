import * as Plot from '@observablehq/plot';
import { settingText, valueText } from 'gradscope';
import { linearTicks } from '../axes/linearTicks.ts';
import { panelFrame, verticalMargins } from '../axes/panelFrame.ts';
import { sampleFunction } from '../marks/sampleFunction.ts';
import { type Area, composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import type { ActivationCurve } from './activationCurves.ts';

export interface ActivationTangentOptions extends FigureOptions {
  /** The point where the tangent touches. Default 0. */
  readonly input?: number;
  /** Index of the network whose colour is used. Default 0. */
  readonly index?: number;
}

/** Inputs go from `−extent` to `extent`, answers from `lowest` to `extent`. */
const extent = 4;
const lowest = -1;

/** Half the length of the tangent, in units of the axes. */
const reach = 1.6;

const sides = { left: 34, right: 16 } as const;

/** The positions of inputs on an {@link activationTangent}. */
export interface InputScale {
  readonly least: number;
  readonly most: number;
  /** From the figure's left edge, in px. */
  readonly pixelOf: (input: number) => number;
  /** Unbounded: it continues beyond the axis. */
  readonly inputAt: (pixel: number) => number;
}

/** Places the inputs of an {@link activationTangent} of a width in px: so that its point can be dragged. */
export function inputScale(width: number): InputScale {
  const unit = unitOf(width);
  return {
    least: -extent,
    most: extent,
    pixelOf: input => sides.left + (input + extent) * unit,
    inputAt: pixel => (pixel - sides.left) / unit - extent,
  };
}

/** Pixels per unit of either axis: equal, so that a slope of 1 looks like one. */
const unitOf = (width: number): number => (width - sides.left - sides.right) / (2 * extent);

/**
 * Draws an activation with its tangent at an input: the output of a unit, and the slope, by which its
 * gradient is multiplied. Both axes are linear, with units of equal length; the height follows from the
 * width. {@link inputScale} maps inputs to pixels.
 *
 * @throws RangeError if the input is not on the axis, −4 … 4
 */
export function activationTangent(
  activation: ActivationCurve,
  options: ActivationTangentOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { input = 0, index = 0 } = options;
  if (!(Math.abs(input) <= extent)) {
    throw new RangeError(`input: expected −${extent} … ${extent}, got ${input}`);
  }
  const { name, formula, forward, derivative } = activation;
  const [answer, slope] = [forward(input), derivative(input)];
  const numbers = `slope ${valueText(slope)} at ${settingText(input)}`;
  const caption = {
    title: `Slope of ${name}`,
    subtitle: `${name}, φ(z) = ${formula}: ${numbers}`,
    description: `${name}, φ(z) = ${formula}, for inputs z from −${extent} to ${extent} on linear axes, with its tangent at ${settingText(input)}: it answers ${valueText(answer)} there, with slope ${valueText(slope)}.`,
  };
  const touch = { input, answer, slope, color: networkColor(index, settings.theme) };
  return composeFigure(settings, caption, ({ width }) => {
    const { marginTop, marginBottom } = verticalMargins(settings.fontSize);
    const height = (extent - lowest) * unitOf(width) + marginTop + marginBottom;
    return [{ svg: tangentPanel(forward, touch, { width, height }, settings), x: 0, y: 0, height }];
  });
}

interface Touch {
  readonly input: number;
  readonly answer: number;
  readonly slope: number;
  readonly color: string;
}

function tangentPanel(
  forward: (z: number) => number,
  { input, answer, slope, color }: Touch,
  { width, height }: Area & { readonly height: number },
  settings: Settings,
): SVGSVGElement {
  const { document, theme } = settings;
  const ticks = linearTicks([lowest, extent], 5);
  const frame = {
    vertical: 'answer φ(z)',
    horizontal: 'input z',
    ticks: linearTicks([-extent, extent], 4),
  };
  const half = reach / Math.hypot(1, slope);
  const tangent = [-half, half].map(along => [input + along, answer + along * slope] as const);
  const isOnPlane = answer >= lowest && answer <= extent;
  return Plot.plot({
    document,
    width,
    height,
    ...verticalMargins(settings.fontSize),
    marginLeft: sides.left,
    marginRight: sides.right,
    x: { domain: [-extent, extent] },
    y: { domain: [lowest, extent] },
    marks: [
      panelFrame({ ticks, domain: [lowest, extent] }, frame, sides.left, settings),
      Plot.ruleX([0], { stroke: theme.axis }),
      Plot.ruleY([0], { stroke: theme.axis }),
      Plot.line(sampleFunction(forward, -extent, extent), { stroke: color, strokeWidth: 2.5, clip: 'frame' }),
      Plot.line(
        [
          [input, lowest],
          [input, answer],
        ],
        { stroke: theme.muted, strokeDasharray: '2 3', clip: 'frame' },
      ),
      Plot.line(tangent, { stroke: theme.text, strokeWidth: 1.5, strokeLinecap: 'round', clip: 'frame' }),
      isOnPlane
        ? Plot.dot([[input, answer]], { r: 8, fill: color, stroke: theme.background, strokeWidth: 2.5 })
        : [],
    ],
  }) as SVGSVGElement;
}
