import type { Panel } from '../sheet/composeFigure.ts';
import { element } from '../sheet/element.ts';
import { drawKey } from '../sheet/key.ts';
import type { Settings } from '../sheet/options.ts';
import { textWidth } from '../sheet/text.ts';
import type { MapColors } from './mapColors.ts';

const LEFT = 16;
const LONGEST = 420;

/** The ramp of a map's colours with its values, and under it the named colours. */
export function mapKey({ ramp, named }: MapColors, width: number, settings: Settings): Panel {
  const { document, fontSize, theme } = settings;
  const svg = element(document, 'svg') as SVGSVGElement;
  let bottom = 0;
  if (ramp) {
    const { extent, colors, label, mark } = ramp;
    const write = (x: number, y: number, text: string, anchor: string) =>
      svg.append(
        element(
          document,
          'text',
          { x, y, 'text-anchor': anchor, fill: theme.muted, 'font-size': fontSize },
          text,
        ),
      );
    const [top, thick] = [Math.round(fontSize * 1.9), Math.round(fontSize)];
    const bar = Math.min(LONGEST, width - 2 * LEFT);
    const at = (share: number) => LEFT + share * bar;
    for (const [i, fill] of colors.entries()) {
      const [from, to] = [i, i + 1].map(k => Math.round(at(k / colors.length)));
      svg.append(element(document, 'rect', { x: from, y: top, width: to - from, height: thick, fill }));
    }
    write(LEFT, fontSize * 1.1, label, 'start');
    const length = extent[1] - extent[0];
    if (mark && length > 0) {
      const x = at((mark.at - extent[0]) / length);
      const half = textWidth(mark.label, fontSize) / 2;
      svg.append(
        element(document, 'path', {
          d: `M${x},${top - 4}v${thick + 8}`,
          stroke: theme.text,
          'stroke-width': 1.6,
        }),
      );
      write(
        Math.max(LEFT + half, Math.min(LEFT + bar - half, x)),
        top + thick + fontSize * 2.4,
        mark.label,
        'middle',
      );
    }
    let taken = Number.NEGATIVE_INFINITY;
    for (const tick of length > 0 ? ramp.ticks(Math.floor(bar / (fontSize * 4))) : []) {
      const x = at((tick.at - extent[0]) / length);
      const half = textWidth(tick.label, fontSize) / 2;
      const middle = Math.max(LEFT + half - 4, Math.min(LEFT + bar - half + 4, x));
      if (middle - half < taken) continue;
      taken = middle + half + fontSize / 2;
      svg.append(element(document, 'path', { d: `M${x},${top + thick}v3`, stroke: theme.axis }));
      write(middle, top + thick + fontSize * 1.25, tick.label, 'middle');
    }
    bottom = top + thick + fontSize * (mark ? 2.9 : 1.7);
  }
  const entries = named.map(({ name, color }) => ({ label: name, color, shape: 'area' as const }));
  if (entries.length > 0) {
    const key = drawKey(entries, { x: LEFT, y: bottom, width: width - 2 * LEFT }, settings);
    // Panels centre their text, a key sets it from the left.
    key.node.setAttribute('text-anchor', 'start');
    svg.append(key.node);
    bottom = key.bottom;
  }
  return { svg, x: 0, y: 0, height: bottom + fontSize * 0.6 };
}
