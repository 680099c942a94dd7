import { valueText } from 'gradscope';
import { isBroken, isZero } from '../marks/curve.ts';
import type { HeatColors } from '../marks/heatColors.ts';
import { element } from '../sheet/element.ts';
import { brokenHatch, zeroHatch } from '../sheet/hatch.ts';
import type { Settings } from '../sheet/options.ts';
import type { GraphEdge, GraphLayout, GraphNode } from './graphLayout.ts';

/** A box for a graph, in px, and the meaning of its colours and lines. */
export interface GraphPanelOptions {
  readonly width: number;
  readonly height: number;
  readonly colors: HeatColors | undefined;
  /** The magnitude of a weight with the thickest line. */
  readonly largest: number;
  /** A node to set apart. */
  readonly marked?: Pick<GraphNode, 'layer' | 'unit'> | undefined;
}

/** Line widths and node outlines, in px. */
const [thinnest, thickest] = [0.25, 4];
const largestRadius = 9;
const padding = 16;

type Place = (node: GraphNode) => readonly [x: number, y: number];

function nameOf({ layer, unit }: GraphNode): string {
  return layer === 0 ? `input ${unit + 1}` : `neuron ${unit + 1} of layer ${layer}`;
}

/** The lines of all weights except 0, the smallest first, so that large ones lie on top. */
function drawEdges(
  edges: readonly GraphEdge[],
  place: Place,
  largest: number,
  settings: Settings,
): SVGElement {
  const { document, theme } = settings;
  const drawn = edges
    .filter(({ weight }) => weight !== 0 && Number.isFinite(weight))
    .sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight))
    .map(({ from, to, weight }) => {
      const [[x1, y1], [x2, y2]] = [place(from), place(to)];
      const share = Math.abs(weight) / largest;
      const line = {
        d: `M${x1},${y1}L${x2},${y2}`,
        'stroke-width': (thinnest + (thickest - thinnest) * share).toFixed(2),
        'stroke-opacity': (0.15 + 0.55 * share).toFixed(2),
        'stroke-dasharray': weight < 0 ? '5 3' : undefined,
      };
      // Not as a title: for hundreds of lines each would be another element to lay out.
      const says = `Weight from ${nameOf(from)} to ${nameOf(to)}: ${valueText(weight)}`;
      return element(document, 'path', { ...line, 'data-says': says });
    });
  return element(document, 'g', { fill: 'none', stroke: theme.text }, ...drawn);
}

function drawNode(
  node: GraphNode,
  place: Place,
  { radius, colors, marked }: Pick<GraphPanelOptions, 'colors' | 'marked'> & { readonly radius: number },
  { document, theme }: Settings,
): SVGElement {
  const [cx, cy] = place(node);
  const { layer, unit, gradient, bias } = node;
  const isInput = gradient === undefined;
  const fill = isInput
    ? theme.background
    : isZero(gradient)
      ? zeroHatch
      : isBroken(gradient)
        ? brokenHatch
        : colors!.colors[colors!.indexOf(gradient)];
  const numbers = isInput ? '' : `: gradient ${valueText(gradient)}, bias ${valueText(bias!)}`;
  const isMarked = layer === marked?.layer && unit === marked.unit;
  const mark = isMarked ? { stroke: theme.text, 'stroke-width': 4 } : {};
  return element(
    document,
    'circle',
    { cx, cy, r: isInput ? 0.7 * radius : radius, fill, 'data-layer': layer, 'data-unit': unit, ...mark },
    element(document, 'title', {}, `${nameOf(node)}${numbers}`),
  );
}

/** Layers from left to right, each with its number under it; dots mark layers left out. */
export function graphPanel(
  { columns, edges }: GraphLayout,
  { width, height, colors, largest, marked }: GraphPanelOptions,
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const bottom = height - 3.2 * fontSize;
  const across = (width - 2 * padding) / columns.length;
  const rows = Math.max(...columns.map(({ nodes }) => nodes.length));
  const radius = Math.min(largestRadius, 0.36 * (bottom / rows), 0.3 * across);
  const xs = new Map(columns.map(({ layer }, i) => [layer, Math.round(padding + (i + 0.5) * across)]));
  const place: Place = ({ layer, y }) => [xs.get(layer)!, Math.round(y * bottom)];
  const write = (x: number, y: number, text: string) =>
    element(document, 'text', { x, y, fill: theme.muted, 'font-size': fontSize }, text);
  const nodes = columns.flatMap(column =>
    column.nodes.map(node => drawNode(node, place, { radius, colors, marked }, settings)),
  );
  const gaps = columns.slice(1).flatMap(({ layer }, i) => {
    const before = columns[i].layer;
    // If layers are close together the dots would form a line.
    return layer === before + 1 || across < 4 * fontSize
      ? []
      : [write((xs.get(before)! + xs.get(layer)!) / 2, bottom / 2, '⋯')];
  });
  const numbers = columns.map(({ layer }) =>
    write(xs.get(layer)!, bottom + 1.3 * fontSize, layer === 0 ? 'in' : String(layer)),
  );
  return element(
    document,
    'svg',
    {},
    drawEdges(edges, place, largest, settings),
    element(document, 'g', { stroke: theme.muted, 'stroke-width': 1.25 }, ...nodes),
    ...gaps,
    ...numbers,
    write(width / 2, bottom + 2.7 * fontSize, 'layer'),
  ) as SVGSVGElement;
}
