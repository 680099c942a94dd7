import * as Plot from '@observablehq/plot';
import type { Settings } from '../sheet/options.ts';
import { textWidth } from '../sheet/text.ts';
import type { AxisTick } from './logScale.ts';
import type { VerticalAxis } from './verticalAxis.ts';

/** The words on a panel's axes, and the ticks of its horizontal one. */
export interface PanelFrame {
  /** Over the vertical axis. */
  readonly vertical: string;
  /** Under the horizontal axis. */
  readonly horizontal: string;
  /** Its ticks; or the approximate number of round numbers. */
  readonly ticks: readonly AxisTick[] | number;
  /** The format of round numbers. */
  readonly tickFormat?: (value: number) => string;
}

/** Room over and under every panel, for the words on its axes. */
export const verticalMargins = (fontSize: number) => ({
  marginTop: fontSize * 2.4,
  marginBottom: fontSize * 3.8,
});

/** Room beside a panel: for the tick labels on its left, the curve labels on its right. */
export function sideMargins(ticks: readonly string[], labels: readonly string[], fontSize: number) {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(text => textWidth(text, fontSize)));
  return { marginLeft: 26 + widest(ticks), marginRight: 22 + widest(labels) };
}

/** The font of the tick labels of every axis. */
export const tickFont = ({ theme, fontSize }: Settings) => ({
  color: theme.muted,
  fontSize,
  tickSize: 0,
  label: null,
});

/** Ticks in Plot's form: their places, and the label of a place. */
function placed(ticks: readonly AxisTick[]) {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return { places: [...labels.keys()], tickFormat: (at: number) => labels.get(at)! };
}

/** Grid, ticks and words of a panel. */
export function panelFrame(
  axis: Pick<VerticalAxis, 'ticks' | 'domain'>,
  words: PanelFrame,
  left: number,
  settings: Settings,
): Plot.Markish[] {
  const { theme, fontSize } = settings;
  const { places: heights, tickFormat: heightFormat } = placed(axis.ticks);
  const { ticks, tickFormat } = words;
  const across = typeof ticks === 'number' ? { places: ticks, tickFormat } : placed(ticks);
  return [
    Plot.gridY(heights, { stroke: theme.grid, strokeOpacity: 1 }),
    Plot.axisY(heights, { ...tickFont(settings), tickPadding: 6, tickFormat: heightFormat }),
    Plot.axisX({
      ...tickFont(settings),
      tickPadding: 9,
      ticks: across.places,
      ...(across.tickFormat && { tickFormat: across.tickFormat }),
    }),
    Plot.ruleY([axis.domain[0]], { stroke: theme.axis }),
    Plot.text([words.vertical], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      lineAnchor: 'bottom',
      dx: 16 - left,
      dy: -fontSize,
      fill: theme.muted,
      fontSize,
    }),
    Plot.text([words.horizontal], {
      frameAnchor: 'bottom',
      lineAnchor: 'top',
      dy: fontSize * 2.2,
      fill: theme.muted,
      fontSize,
    }),
  ];
}
