import { logTicks } from '../axes/logScale.ts';
import type { HeatColors } from '../marks/heatColors.ts';
import type { Panel } from '../sheet/composeFigure.ts';
import { element } from '../sheet/element.ts';
import { brokenHatch, hatches, zeroHatch } from '../sheet/hatch.ts';
import type { Settings } from '../sheet/options.ts';
import { textWidth } from '../sheet/text.ts';

/** Longest bar, in px. */
const longest = 420;

/** The contents of a colour bar. */
export interface ColorBarOptions {
  readonly width: number;
  /** The quantity that the colours show; the scale is added. */
  readonly label: string;
  /** Whether a cell is 0, or NaN or infinite. */
  readonly zero: boolean;
  readonly broken: boolean;
}

/**
 * The colours of a heat map with their values, from left to right, and beside them the hatches of values
 * without a colour.
 */
export function colorBar(
  colors: HeatColors | undefined,
  { width, label, zero, broken }: ColorBarOptions,
  settings: Settings,
): Panel {
  const { document, fontSize, theme } = settings;
  const [left, thick] = [16, Math.round(fontSize)];
  const top = Math.round(fontSize * 1.9);
  const swatch = Math.round(fontSize * 2.2);
  const svg = element(document, 'svg', {}, hatches(settings)) as SVGSVGElement;
  const write = (x: number, y: number, text: string, anchor = 'middle') =>
    svg.append(
      element(
        document,
        'text',
        { x, y, 'text-anchor': anchor, fill: theme.muted, 'font-size': fontSize },
        text,
      ),
    );
  const block = (x: number, across: number, fill: string, stroke = 'none') =>
    svg.append(element(document, 'rect', { x, y: top, width: across, height: thick, fill, stroke }));
  const below = top + thick + fontSize * 1.25;
  const special = [
    ...(zero ? [{ fill: zeroHatch, name: '0' }] : []),
    ...(broken ? [{ fill: brokenHatch, name: 'NaN or ∞' }] : []),
  ];
  const gap = fontSize;
  const room = special.map(({ name }) => Math.max(swatch, textWidth(name, fontSize)) + gap);
  const taken = room.reduce((sum, one) => sum + one, 0);
  let x = left;
  for (const [i, { fill, name }] of special.entries()) {
    block(x + (room[i] - gap - swatch) / 2, swatch, fill, theme.axis);
    write(x + (room[i] - gap) / 2, below, name);
    x += room[i];
  }
  if (!colors) {
    write(left, fontSize * 1.1, `${label}: no value above 0`, 'start');
    return { svg, x: 0, y: 0, height: below + fontSize * 0.6 };
  }
  const { from, stride, colors: shades } = colors;
  const bar = Math.min(longest, width - 2 * left - taken - fontSize);
  const at = (exponent: number) => x + ((exponent - from) / (stride * shades.length)) * bar;
  for (const [i, shade] of shades.entries()) {
    const [x1, x2] = [Math.round(at(from + i * stride)), Math.round(at(from + (i + 1) * stride))];
    block(x1, x2 - x1, shade);
  }
  const extent = [from, from + stride * shades.length] as const;
  for (const tick of logTicks(extent, Math.floor(bar / (fontSize * 4)))) {
    svg.append(element(document, 'path', { d: `M${at(tick.at)},${top + thick}v3`, stroke: theme.axis }));
    const half = textWidth(tick.label, fontSize) / 2;
    write(Math.max(x + half - 4, at(tick.at)), below, tick.label);
  }
  const decades = stride === 1 ? 'a decade' : `${stride} decades`;
  const said = `${label}, log scale; a colour spans ${decades}`;
  const fits = textWidth(said, fontSize) <= width - 2 * left;
  write(left, fontSize * 1.1, fits ? said : `${label}, log scale`, 'start');
  return { svg, x: 0, y: 0, height: below + fontSize * 0.6 };
}
