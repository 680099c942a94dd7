import * as Plot from '@observablehq/plot';
import type { AxisTick } from '../axes/logScale.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { isBroken, isZero } from '../marks/curve.ts';
import type { HeatCells } from '../marks/heatBins.ts';
import type { HeatColors } from '../marks/heatColors.ts';
import { element } from '../sheet/element.ts';
import { brokenHatch, zeroHatch } from '../sheet/hatch.ts';
import type { Settings } from '../sheet/options.ts';

/** A box for cells, in px, and its axes: each goes from 0 to 1 over all cells. */
export interface HeatPanelOptions {
  readonly width: number;
  readonly height: number;
  /** Said over the vertical axis. */
  readonly vertical: string;
  /** Said under the horizontal axis. */
  readonly horizontal: string;
  readonly rowTicks: readonly AxisTick[];
  readonly columnTicks: readonly AxisTick[];
  /** Heights of lines across the cells. */
  readonly borders?: readonly number[];
}

/** The area of the cells of a panel, in px. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The room for cells, whole pixels. */
function boxOf({ width, height, rowTicks }: HeatPanelOptions, fontSize: number): Box {
  const { marginTop, marginBottom } = verticalMargins(fontSize);
  const { marginLeft, marginRight } = sideMargins(
    rowTicks.map(({ label }) => label),
    [],
    fontSize,
  );
  return {
    left: Math.round(marginLeft),
    top: Math.round(marginTop),
    right: Math.max(Math.round(marginLeft) + 40, Math.round(width - marginRight)),
    bottom: Math.round(height - marginBottom),
  };
}

/**
 * The fills of the cells: for each colour, and each of the two hatches, the stretches of rows that have it.
 */
function fills(cells: HeatCells, colors: HeatColors | undefined, { left, top, right, bottom }: Box) {
  const { rows, columns } = cells;
  const x = (column: number) => Math.round(left + ((right - left) * column) / columns);
  const y = (row: number) => Math.round(bottom - ((bottom - top) * row) / rows);
  const fillOf = (value: number) =>
    isZero(value) ? zeroHatch : isBroken(value) ? brokenHatch : colors!.colors[colors!.indexOf(value)];
  const paths = new Map<string, string[]>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; ) {
      const [from, fill] = [column, fillOf(cells.value(row, column))];
      while (column < columns && fillOf(cells.value(row, column)) === fill) column++;
      const path = paths.get(fill) ?? [];
      paths.set(fill, path);
      path.push(`M${x(from)},${y(row)}H${x(column)}V${y(row + 1)}H${x(from)}z`);
    }
  }
  return paths;
}

/** Coloured cells with their axes. Edges are whole pixels, so that none shows a seam. */
export function heatPanel(
  cells: HeatCells,
  colors: HeatColors | undefined,
  options: HeatPanelOptions,
  settings: Settings,
): SVGSVGElement {
  const { width, height, rowTicks, columnTicks, borders = [] } = options;
  const { document, fontSize, theme } = settings;
  const box = boxOf(options, fontSize);
  const drawCells: Plot.RenderFunction = () => {
    const node = element(document, 'g', { 'aria-label': 'cells', 'shape-rendering': 'crispEdges' });
    for (const [fill, path] of fills(cells, colors, box)) {
      node.append(element(document, 'path', { fill, d: path.join('') }));
    }
    return node;
  };
  return Plot.plot({
    document,
    width,
    height,
    marginLeft: box.left,
    marginTop: box.top,
    marginRight: width - box.right,
    marginBottom: height - box.bottom,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      ...panelFrame(
        { ticks: rowTicks, domain: [0, 1] },
        { ...options, ticks: columnTicks },
        box.left,
        settings,
      ),
      drawCells,
      Plot.ruleY(borders, { stroke: theme.background, strokeWidth: 1 }),
    ],
  }) as SVGSVGElement;
}

/** A height at which `rows` cells over `width` px can be told apart, if possible. */
export const heatHeight = (width: number, rows: number, fontSize: number): number =>
  Math.round(6.2 * fontSize + Math.min(Math.max(120, width * 0.5), Math.max(96, rows * 14)));
