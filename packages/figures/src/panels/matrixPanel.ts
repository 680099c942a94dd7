import { binHeat, type Heat } from '../marks/heatBins.ts';
import type { SignedColors } from '../marks/signedColors.ts';
import type { Panel } from '../sheet/composeFigure.ts';
import { element } from '../sheet/element.ts';
import { hatches } from '../sheet/hatch.ts';
import type { Settings } from '../sheet/options.ts';
import { textWidth } from '../sheet/text.ts';

/** A matrix with its name. */
export interface NamedMatrix extends Heat {
  readonly name: string;
}

/** Sides of a cell in px, and cells a side: of more, several share one. */
const [smallestCell, largestCell] = [2, 7];
const mostCells = 128;
const [padding, gap] = [16, 12];

/** The largest side of a cell at which all matrices, and their names, fit beside each other, if they can. */
function cellSide(matrices: readonly NamedMatrix[], width: number, fontSize: number): number {
  const across = (side: number) =>
    matrices.reduce(
      (sum, { name, columns }) =>
        sum + Math.max(textWidth(name, fontSize), side * Math.min(mostCells, columns)),
      2 * padding + (matrices.length - 1) * gap,
    );
  let side = largestCell;
  while (side > smallestCell && across(side) > width) side--;
  return side;
}

function drawMatrix(matrix: NamedMatrix, side: number, colors: SignedColors, settings: Settings) {
  const { document, fontSize, theme } = settings;
  const cells = binHeat(matrix, mostCells, mostCells);
  const paths = new Map<string, string[]>();
  for (let row = 0; row < cells.rows; row++) {
    for (let column = 0; column < cells.columns; column++) {
      const fill = colors.of(cells.value(row, column));
      const path = paths.get(fill) ?? [];
      paths.set(fill, path);
      path.push(`M${column * side},${(cells.rows - 1 - row) * side}h${side}v${side}h${-side}z`);
    }
  }
  const top = Math.round(fontSize * 1.6);
  const [width, height] = [cells.columns * side, cells.rows * side];
  const label = element(
    document,
    'text',
    { x: 0, y: fontSize, 'text-anchor': 'start', fill: theme.muted, 'font-size': fontSize },
    matrix.name,
  );
  const body = element(document, 'g', {
    transform: `translate(0,${top})`,
    'shape-rendering': 'crispEdges',
  });
  for (const [fill, path] of paths) body.append(element(document, 'path', { fill, d: path.join('') }));
  body.append(
    element(document, 'rect', {
      x: -0.5,
      y: -0.5,
      width: width + 1,
      height: height + 1,
      fill: 'none',
      stroke: theme.axis,
    }),
  );
  const svg = element(document, 'svg', {}, label, body) as SVGSVGElement;
  return {
    svg,
    width: Math.max(width, textWidth(matrix.name, fontSize)),
    height: top + height + fontSize,
  };
}

/** Matrices from left to right in as many rows as they need, all with cells of one size. */
export function arrangeMatrices(
  matrices: readonly NamedMatrix[],
  width: number,
  colors: SignedColors,
  settings: Settings,
): Panel[] {
  const side = cellSide(matrices, width, settings.fontSize);
  const panels: Panel[] = [];
  let [x, y, tallest] = [padding, 0, 0];
  for (const matrix of matrices) {
    const drawn = drawMatrix(matrix, side, colors, settings);
    if (x > padding && x + drawn.width > width - padding) [x, y, tallest] = [padding, y + tallest + 4, 0];
    panels.push({ svg: drawn.svg, x, y, height: drawn.height });
    x += drawn.width + gap;
    tallest = Math.max(tallest, drawn.height);
  }
  panels[0].svg.prepend(hatches(settings));
  return panels;
}
