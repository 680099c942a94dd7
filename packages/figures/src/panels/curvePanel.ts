import * as Plot from '@observablehq/plot';
import { countText } from 'gradscope';
import { endedWholes } from '../axes/endedNumbers.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { type VerticalAxis, type VerticalAxisOptions, verticalAxis } from '../axes/verticalAxis.ts';
import { bars } from '../marks/bars.ts';
import { type Curve, isBroken } from '../marks/curve.ts';
import { decimate } from '../marks/decimate.ts';
import { type EndLabel, endLabels } from '../marks/endLabels.ts';
import { zeroMarks, zeroRow, zeroStrip } from '../marks/zeroStrip.ts';
import { dashes } from '../sheet/key.ts';
import type { Settings } from '../sheet/options.ts';
import { shortText, textWidth } from '../sheet/text.ts';

/** A box for curves, in px, and its vertical axis. */
export interface CurvePanelOptions extends Pick<VerticalAxisOptions, 'scale' | 'domain' | 'format'> {
  readonly width: number;
  readonly height: number;
  /** Said over the vertical axis; the scale is added. */
  readonly label: string;
  /** Said under the horizontal axis. Default `step`. */
  readonly horizontal?: string;
  readonly bands?: readonly Band[];
  /** The horizontal extent of the panel. Default: from the first to the last step of the curves. */
  readonly extent?: readonly [from: number, to: number];
  /** A range marked by a bar along the lower edge. */
  readonly marked?: Marked | undefined;
  /** Values to compare the curves with: dashed lines. */
  readonly guides?: readonly number[];
  /** A value drawn as a solid line, at which nothing changes. */
  readonly level?: number;
  /** Values that the vertical axis must also span. */
  readonly span?: readonly [low: number, high: number] | undefined;
  /** A label that the vertical axis leaves room for, so that panels above each other line up. */
  readonly roomFor?: string;
}

/** A band behind the curves. */
export interface Band {
  readonly color: string;
  /** `[n]`, rising. */
  readonly step: ArrayLike<number>;
  /** `[n]`; 0 on a logarithmic axis is its lower edge. */
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** A range of steps. */
export interface Marked {
  readonly color: string;
  readonly from: number;
  readonly to: number;
}

/** Height of the bar that marks a range, in px. */
const markedHeight = 7;

/** Width of a step's label and the gap to the next, in px. */
const roomOf = (step: number, fontSize: number): number =>
  textWidth(countText(Math.floor(step)), fontSize) + fontSize * 3.5;

/** Share of the width that a curve's name may take. */
const LABEL_SHARE = 0.4;

/** A height at which curves over `width` px are neither cramped nor steep. */
export const curveHeight = (width: number): number => Math.round(Math.min(560, Math.max(260, width * 0.5)));

/** From the first to the last step of all curves; at least one step long. */
function stepExtent(curves: readonly Curve[]): [number, number] {
  const ends = curves.flatMap(({ step }) => (step.length > 0 ? [step[0], step[step.length - 1]] : []));
  const from = Math.min(...ends);
  return [from, Math.max(from + 1, ...ends)];
}

function line(curve: Curve, axis: VerticalAxis, columns: number): Plot.Markish {
  const { step, value, color, dash, dots } = curve;
  const points = decimate(step, value, columns, axis.drawable);
  const place = {
    x: (i: number) => step[i],
    y: (i: number) => (axis.drawable(value[i]) ? axis.place(value[i]) : Number.NaN),
  };
  const stroke = { stroke: color, strokeWidth: 1.6, strokeLinejoin: 'round' };
  const dashed = dash ? { strokeDasharray: dash, strokeLinecap: 'butt' as const } : {};
  const drawn = Plot.line(points, { ...place, ...stroke, ...dashed });
  return dots ? [drawn, Plot.dot(points, { ...place, r: 2.4, fill: color })] : drawn;
}

function area({ step, low, high, color }: Band, axis: VerticalAxis): Plot.Markish {
  const place = (value: number) =>
    value === 0 ? axis.floor : axis.drawable(value) ? axis.place(value) : Number.NaN;
  return Plot.areaY(
    Array.from(step, (_, i) => i),
    { x: i => step[i], y1: i => place(low[i]), y2: i => place(high[i]), fill: color },
  );
}

/**
 * A bar on the horizontal axis: a field behind the curves would fill the picture if most layers are marked.
 */
function markedRange(marked: Marked | undefined, { domain, atPixel, pixel }: VerticalAxis): Plot.Markish[] {
  if (!marked) return [];
  const top = atPixel(pixel(domain[0]) - markedHeight);
  return [Plot.rect([marked], { x1: 'from', x2: 'to', y1: domain[0], y2: top, fill: marked.color })];
}

/**
 * A curve's label, at the last of its drawn values; `zeroAt` is the height of its zeros in px, if they are
 * drawn.
 */
function endLabel(
  { step, value, label, color, labelColor = color }: Curve,
  axis: VerticalAxis,
  zeroAt: number | undefined,
  stepPixel: (step: number) => number,
): EndLabel[] {
  for (let i = value.length - 1; i >= 0; i--) {
    const y = axis.drawable(value[i])
      ? axis.pixel(axis.place(value[i]))
      : value[i] === 0
        ? zeroAt
        : undefined;
    if (y !== undefined) return [{ x: stepPixel(step[i]), y, text: label, color: labelColor }];
  }
  return [];
}

/**
 * Curves, by default over training steps, each named at its end.
 *
 * A value of 0, which a logarithmic axis cannot place, is drawn in a strip under it, labelled 0; NaN and ±Inf
 * break the line and are drawn as bars along the upper edge.
 */
export function curvePanel(
  allCurves: readonly Curve[],
  options: CurvePanelOptions,
  settings: Settings,
): SVGSVGElement {
  const { width, height, scale, horizontal = 'step', bands = [], guides = [], span = [], marked } = options;
  const level = options.level === undefined ? [] : [options.level];
  const { document, fontSize, theme } = settings;
  // A run that is named after its path would leave no room for the curves.
  const curves = allCurves.map(curve => ({
    ...curve,
    label: shortText(curve.label, LABEL_SHARE * width, fontSize),
  }));
  const margins = verticalMargins(fontSize);
  const [top, bottom] = [margins.marginTop, height - margins.marginBottom];
  const strip = zeroStrip(curves, scale, bottom - top);
  const axis = verticalAxis(
    [
      ...curves.map(curve => curve.value),
      ...bands.flatMap(({ low, high }) => [low, high]),
      guides,
      level,
      span,
    ],
    { ...options, zeroStrip: strip.height, top, bottom },
  );
  const { marginLeft, marginRight } = sideMargins(
    [...axis.ticks.map(tick => tick.label), options.roomFor ?? ''],
    curves.map(curve => curve.label),
    fontSize,
  );
  const across = Math.max(40, width - marginLeft - marginRight);
  const columns = Math.ceil(across);
  const [from, to] = options.extent ?? stepExtent(curves);
  const stepPixel = (step: number) => marginLeft + ((step - from) / (to - from)) * across;
  const named = curves.filter(({ label }) => label !== '');
  const labels = named.flatMap(curve => {
    const row = zeroRow(strip, curve);
    return endLabel(curve, axis, row && bottom - row, stepPixel);
  });
  const frame = {
    vertical: `${options.label}, ${scale} scale`,
    horizontal,
    ticks: endedWholes([from, to], Math.max(2, Math.floor(across / roomOf(to, fontSize)))).map(at => ({
      at,
      label: countText(at),
    })),
  };
  return Plot.plot({
    document,
    width,
    height,
    ...margins,
    marginLeft,
    marginRight,
    x: { domain: [from, to] },
    y: { domain: axis.domain as [number, number] },
    marks: [
      ...panelFrame(axis, frame, marginLeft, settings),
      ...markedRange(marked, axis),
      ...bands.map(band => area(band, axis)),
      Plot.ruleY(level.map(axis.place), { stroke: theme.muted }),
      Plot.ruleY(guides.map(axis.place), { stroke: theme.muted, strokeDasharray: dashes.dashed }),
      ...zeroMarks(strip, axis, { bottom, columns }, settings),
      ...curves.map(curve => line(curve, axis, columns)),
      ...curves.map(curve => bars(curve, isBroken, axis.domain[1], columns)),
      endLabels(labels, settings),
    ],
  }) as SVGSVGElement;
}
