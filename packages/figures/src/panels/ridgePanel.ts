import * as Plot from '@observablehq/plot';
import type { AxisTick } from '../axes/logScale.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { element } from '../sheet/element.ts';
import { dashes } from '../sheet/key.ts';
import type { Settings } from '../sheet/options.ts';

/** A count of values between two places of the horizontal axis, in its own coordinate. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** One histogram among several that stand over each other. */
export interface Ridge {
  /** Said at its left, and at its right. */
  readonly name: string;
  readonly note: string;
  readonly color: string;
  readonly bins: readonly Bin[];
}

/** The horizontal axis of all ridges, in its own coordinate, and the box in px. */
export interface RidgePanelOptions {
  readonly width: number;
  readonly height: number;
  readonly horizontal: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly AxisTick[];
  /** Places to compare with: dashed lines. */
  readonly guides?: readonly number[];
}

/** Share of a row that its largest bin fills. */
const fullest = 0.88;

/** A height at which `count` histograms can be told apart. */
export const ridgeHeight = (count: number, fontSize: number): number =>
  Math.round(6.2 * fontSize + Math.max(96, count * 40));

/** A mark: each histogram as one outline. */
function outlines(ridges: readonly Ridge[], { document }: Settings): Plot.RenderFunction {
  return (_index, { x, y }) => {
    const node = element(document, 'g', { 'aria-label': 'histograms' });
    const place = (scale: typeof x, at: number) => (scale!(at) as number).toFixed(1);
    for (const [row, { bins, color }] of ridges.entries()) {
      const most = Math.max(...bins.map(({ count }) => count));
      const d = bins
        .filter(({ count }) => count > 0)
        .map(({ from, to, count }) => {
          const [left, right] = [place(x, from), place(x, to)];
          const [base, top] = [place(y, row), place(y, row + (fullest * count) / most)];
          return `M${left},${base}V${top}H${right}V${base}`;
        });
      node.append(element(document, 'path', { fill: color, d: d.join('') }));
    }
    return node;
  };
}

/**
 * Histograms above each other on one horizontal axis, the first at the bottom; the largest bin of each is as
 * high as its row, so that heights are comparable only within a row.
 */
export function ridgePanel(
  ridges: readonly Ridge[],
  { width, height, horizontal, domain, ticks, guides = [] }: RidgePanelOptions,
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize, theme } = settings;
  const sides = sideMargins(
    ridges.map(({ name }) => name),
    ridges.map(({ note }) => note),
    fontSize,
  );
  const frame = {
    vertical: 'counts, linear; each layer fills its row',
    horizontal,
    ticks,
  };
  const rows = { ticks: ridges.map(({ name }, at) => ({ at, label: name })), domain: [0, 0] as const };
  return Plot.plot({
    document,
    width,
    height,
    ...verticalMargins(fontSize),
    ...sides,
    x: { domain: [...domain] },
    y: { domain: [0, ridges.length] },
    marks: [
      ...panelFrame(rows, frame, sides.marginLeft, settings),
      Plot.ruleX(guides, { stroke: theme.muted, strokeDasharray: dashes.dashed }),
      outlines(ridges, settings),
      Plot.text(ridges, {
        fill: theme.muted,
        fontSize,
        textAnchor: 'start',
        x: domain[1],
        y: (_, row) => row,
        dx: 8,
        lineAnchor: 'bottom',
        text: 'note',
      }),
    ],
  }) as SVGSVGElement;
}
