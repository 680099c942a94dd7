import { element } from './element.ts';
import { drawKey, type KeyEntry } from './key.ts';
import type { Settings } from './options.ts';
import { wrapText } from './text.ts';

/** The text of a figure. */
export interface Caption {
  readonly title: string;
  /** Said under the title. */
  readonly subtitle?: string;
  /** Facts that a reader needs in order not to be misled, such as values that could not be drawn. */
  readonly notes?: readonly string[];
  readonly key?: readonly KeyEntry[];
  /** The content of the picture, with its numbers, for those who cannot see it. */
  readonly description: string;
}

/** The area under the caption; `height` only if the caller of the figure set one. */
export interface Area {
  readonly width: number;
  readonly height: number | undefined;
}

/** One plot, placed within the area. */
export interface Panel {
  readonly svg: SVGSVGElement;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const padding = 16;

/** The ratio of the widths of bold and regular type. */
const boldness = 1.15;

/** The caption's visible lines, from the top; returns them with their height. */
function drawCaption(caption: Caption, { document, width, fontSize, theme, untitled }: Settings) {
  const nodes: SVGElement[] = [];
  let y = untitled ? 0 : padding;
  const write = (text: string, size: number, attributes: Record<string, string | number>) => {
    const room = (width - 2 * padding) / (attributes['font-weight'] ? boldness : 1);
    for (const line of wrapText(text, room, size)) {
      y += size * 1.3;
      nodes.push(element(document, 'text', { x: padding, y, 'font-size': size, ...attributes }, line));
    }
  };
  if (!untitled) write(caption.title, fontSize * 1.3, { fill: theme.text, 'font-weight': 'bold' });
  if (caption.subtitle) write(caption.subtitle, fontSize, { fill: theme.muted });
  for (const note of caption.notes ?? []) write(note, fontSize, { fill: theme.text });
  if (caption.key) {
    const key = drawKey(
      caption.key,
      { x: padding, y: y + fontSize * 0.6, width: width - 2 * padding },
      { document, fontSize, theme },
    );
    nodes.push(key.node);
    y = key.bottom;
  }
  return { nodes, bottom: y + fontSize * 0.6 };
}

/**
 * Identifiers are counted per process; derived from the figure's own words, size and theme they are the same
 * in every process.
 */
function renameIds(svg: SVGElement, words: string): void {
  let hash = 5381;
  for (const character of words) hash = (Math.imul(hash, 33) ^ character.codePointAt(0)!) >>> 0;
  const names = new Map<string, string>();
  for (const node of svg.querySelectorAll('[id]')) names.set(node.id, `g${hash.toString(36)}-${names.size}`);
  for (const node of svg.querySelectorAll('[id]')) node.setAttribute('id', names.get(node.id)!);
  for (const attribute of ['clip-path', 'fill']) {
    for (const node of svg.querySelectorAll(`[${attribute}^="url(#"]`)) {
      const id = node.getAttribute(attribute)!.slice('url(#'.length, -1);
      node.setAttribute(attribute, `url(#${names.get(id)})`);
    }
  }
}

/** A plot's marks as a group of the sheet; its own `<svg>`, style sheet and class are left behind. */
function placePanel({ svg, x, y }: Panel, top: number, { document }: Settings): SVGElement {
  const marks = [...svg.childNodes].filter(node => node.nodeName.toLowerCase() !== 'style');
  const transform = `translate(${x},${top + y})`;
  return element(document, 'g', { transform, fill: 'currentColor', 'text-anchor': 'middle' }, ...marks);
}

/**
 * Puts caption and panels on one sheet: a stand-alone `<svg>` with its background, title and description.
 *
 * @param draw makes the panels for the area under the caption
 */
export function composeFigure(
  settings: Settings,
  caption: Caption,
  draw: (area: Area) => readonly Panel[],
): SVGSVGElement {
  const { document, width, theme } = settings;
  const head = drawCaption(caption, settings);
  const room = settings.height === undefined ? undefined : Math.max(80, settings.height - head.bottom);
  const panels = draw({ width, height: room });
  const below = Math.max(...panels.map(panel => panel.y + panel.height));
  const height = settings.height ?? Math.ceil(head.bottom + below);
  const sheet = element(
    document,
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': caption.title,
      'font-family': 'system-ui, sans-serif',
      'font-size': settings.fontSize,
      color: theme.text,
    },
    element(document, 'title', {}, caption.title),
    element(document, 'desc', {}, caption.description),
    element(document, 'rect', { width, height, fill: theme.background }),
    ...head.nodes,
    ...panels.map(panel => placePanel(panel, head.bottom, settings)),
  ) as SVGSVGElement;
  renameIds(sheet, [caption.title, caption.description, width, height, theme.background].join());
  return sheet;
}
