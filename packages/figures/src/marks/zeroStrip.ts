import * as Plot from '@observablehq/plot';
import { tickFont } from '../axes/panelFrame.ts';
import type { VerticalAxis } from '../axes/verticalAxis.ts';
import type { Settings } from '../sheet/options.ts';
import { bars } from './bars.ts';
import { type Curve, isZero } from './curve.ts';

/** Height of one curve's row, in px, and the share of a panel that all rows may take. */
const rowHeight = 6;
const mostOfPanel = 0.3;

/** The strip for values of 0 under a logarithmic axis: a row for each curve that has some. */
export interface ZeroStrip {
  readonly curves: readonly Curve[];
  /** In px; 0 if no curve has zeros. */
  readonly height: number;
}

/** Makes room for the zeros of `curves` in a panel of `panelHeight` px; a linear axis places them itself. */
export function zeroStrip(curves: readonly Curve[], scale: 'log' | 'linear', panelHeight: number): ZeroStrip {
  const withZeros = curves.filter(({ value }) => scale === 'log' && Array.prototype.some.call(value, isZero));
  if (withZeros.length === 0) return { curves: [], height: 0 };
  const wanted = Math.max(20, (withZeros.length + 1) * rowHeight);
  return { curves: withZeros, height: Math.min(wanted, mostOfPanel * panelHeight) };
}

/** The row of a curve, in px above the panel's lower edge; `undefined` for a curve without zeros. */
export function zeroRow({ curves, height }: ZeroStrip, curve: Curve): number | undefined {
  const row = curves.indexOf(curve);
  return row < 0 ? undefined : ((row + 1) * height) / (curves.length + 1);
}

/** The strip: its upper edge, its label 0, a bar wherever a curve is 0. */
export function zeroMarks(
  strip: ZeroStrip,
  axis: VerticalAxis,
  { bottom, columns }: { readonly bottom: number; readonly columns: number },
  settings: Settings,
): Plot.Markish[] {
  if (strip.height === 0) return [];
  return [
    Plot.ruleY([axis.floor], { stroke: settings.theme.axis, strokeDasharray: '1 3' }),
    Plot.axisY([axis.atPixel(bottom - strip.height / 2)], {
      ...tickFont(settings),
      tickPadding: 6,
      tickFormat: () => '0',
    }),
    ...strip.curves.map(curve => bars(curve, isZero, axis.atPixel(bottom - zeroRow(strip, curve)!), columns)),
  ];
}
