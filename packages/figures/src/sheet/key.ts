import { element } from './element.ts';
import type { Settings } from './options.ts';
import { textWidth } from './text.ts';

/** One entry of a key: a point as in the picture, and its name. */
export interface KeyEntry {
  readonly label: string;
  readonly color: string;
  /** Default a dot. */
  readonly shape?: 'dot' | 'area' | 'line' | 'dashed' | 'dotted';
}

/** Dashes of a line, in px, by its name in a key. */
export const dashes = { line: undefined, dashed: '6 3', dotted: '2 3' } as const;

/** The symbol before an entry's name, around `y` and from `x` on. */
function drawShape(
  { color, shape = 'dot' }: KeyEntry,
  { x, y }: { readonly x: number; readonly y: number },
  { document, fontSize, theme }: Pick<Settings, 'document' | 'fontSize' | 'theme'>,
): SVGElement {
  const radius = fontSize * 0.4;
  const outline = { fill: color, stroke: theme.outline, 'stroke-width': 0.6 };
  if (shape === 'dot') return element(document, 'circle', { cx: x + radius, cy: y, r: radius, ...outline });
  const width = swatchWidth(shape, fontSize);
  if (shape === 'area') {
    return element(document, 'rect', { x, y: y - radius, width, height: 2 * radius, ...outline });
  }
  const line = { stroke: color, 'stroke-width': 1.6, 'stroke-dasharray': dashes[shape] };
  return element(document, 'path', { d: `M${x},${y}h${width}`, fill: 'none', ...line });
}

const swatchWidth = (shape: KeyEntry['shape'], fontSize: number): number =>
  fontSize * (shape === undefined || shape === 'dot' ? 0.8 : 2);

/** Draws a key as a row, wrapped at the width; returns it with its lower edge. */
export function drawKey(
  entries: readonly KeyEntry[],
  place: { readonly x: number; readonly y: number; readonly width: number },
  { document, fontSize, theme }: Pick<Settings, 'document' | 'fontSize' | 'theme'>,
): { node: SVGElement; bottom: number } {
  const line = fontSize * 1.6;
  const node = element(document, 'g', { 'aria-label': 'key' });
  let [x, y] = [place.x, place.y + line / 2];
  for (const entry of entries) {
    const { label, shape } = entry;
    const indent = swatchWidth(shape, fontSize) + fontSize * 0.35;
    const width = indent + textWidth(label, fontSize) - fontSize * 0.15;
    if (x > place.x && x + width > place.x + place.width) [x, y] = [place.x, y + line];
    node.append(
      drawShape(entry, { x, y }, { document, fontSize, theme }),
      element(document, 'text', { x: x + indent, y, dy: '0.35em', fill: theme.muted }, label),
    );
    x += width + fontSize * 1.5;
  }
  return { node, bottom: y + line / 2 };
}
