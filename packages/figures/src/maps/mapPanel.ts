import * as Plot from '@observablehq/plot';
import type { AxisTick } from '../axes/logScale.ts';
import { panelFrame, sideMargins, verticalMargins } from '../axes/panelFrame.ts';
import { pngImage } from '../marks/pngImage.ts';
import { element } from '../sheet/element.ts';
import { dashes } from '../sheet/key.ts';
import type { Settings } from '../sheet/options.ts';
import { textWidth } from '../sheet/text.ts';
import { mapTicks, placeOn } from './mapAxes.ts';
import type { MapColors } from './mapColors.ts';
import type { MapAxis, TrainabilityMap } from './mapData.ts';

/** A line over a map, such as theory's. */
export interface MapLine {
  /** Its name in the key. */
  readonly name: string;
  /** Values of both axes, in order; the line breaks at values without a place. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly style: 'line' | 'dashed' | 'dotted';
}

export interface MapPanelOptions {
  readonly width: number;
  readonly height: number;
  /** Above the panel, beside the name of the vertical axis: which of several maps it is. */
  readonly title: string;
  readonly lines: readonly MapLine[];
}

/** One map with its axes: one pixel of an image per cell, scaled without smoothing. */
export function mapPanel(
  map: TrainabilityMap,
  colors: MapColors,
  { width, height, title, lines }: MapPanelOptions,
  settings: Settings,
): SVGSVGElement {
  const { document, fontSize } = settings;
  const { marginTop, marginBottom } = verticalMargins(fontSize);
  const rowTicks = mapTicks(map.y, Math.max(2, Math.floor((height - 6.2 * fontSize) / (2 * fontSize))));
  const names = rowTicks.map(({ label }) => label);
  const { marginLeft, marginRight } = sideMargins(names, [], fontSize);
  const left = Math.round(marginLeft);
  const across = Math.max(40, Math.round(width - marginLeft - marginRight));
  const top = Math.round(marginTop);
  const down = Math.round(height - marginBottom) - top;
  const columnTicks = ticksWithin(map.x, across, fontSize);
  const place = { x: left, y: top, width: across, height: down };
  const frame = {
    vertical: title ? `${map.y.name} — ${title}` : map.y.name,
    horizontal: map.x.name,
    ticks: columnTicks,
  };
  return Plot.plot({
    document,
    width,
    height,
    marginLeft: left,
    marginTop: top,
    marginRight: width - left - across,
    marginBottom: height - top - down,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      ...panelFrame({ ticks: rowTicks, domain: [0, 1] }, frame, left, settings),
      () => cellImage(map, colors, place, settings),
      ...lines.flatMap(line => lineMarks(line, map)),
    ],
  }) as SVGSVGElement;
}

/** As many ticks as fit beside each other; one if not even two fit. */
function ticksWithin(axis: MapAxis, across: number, fontSize: number): AxisTick[] {
  const most = Math.floor(across / (2 * fontSize));
  for (let count = Math.min(MOST_TICKS, most); count >= 2; count--) {
    const ticks = mapTicks(axis, count);
    const widths = ticks.map(({ label }) => textWidth(label, fontSize));
    const fits = ticks.every(
      ({ at }, i) =>
        i === 0 || (at - ticks[i - 1].at) * across >= (widths[i] + widths[i - 1]) / 2 + 1.2 * fontSize,
    );
    if (fits) return ticks;
  }
  return mapTicks(axis, 2).slice(0, 1);
}

const MOST_TICKS = 40;

function cellImage(
  { x, y, cells }: TrainabilityMap,
  { colorOf }: MapColors,
  place: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
  { document, theme }: Settings,
): SVGElement {
  const [nx, ny] = [x.values.length, y.values.length];
  const pixels = Array.from({ length: nx * ny }, (_, at) => {
    const row = ny - 1 - Math.floor(at / nx);
    return colorOf(cells[row * nx + (at % nx)]);
  });
  const image = element(document, 'image', {
    ...place,
    href: pngImage(nx, ny, pixels),
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
  });
  return element(
    document,
    'g',
    {},
    image,
    element(document, 'rect', { ...place, fill: 'none', stroke: theme.axis }),
  );
}

/** A line in black on white, visible on any colour. */
function lineMarks({ points, style }: MapLine, { x, y }: TrainabilityMap): Plot.Markish[] {
  const path = (stroke: string, strokeWidth: number, dash: string | undefined) =>
    Plot.line(points, {
      x: ([at]) => placeOn(x, at),
      y: ([, at]) => placeOn(y, at),
      stroke,
      strokeWidth,
      clip: 'frame',
      ...(dash && { strokeDasharray: dash, strokeLinecap: 'butt' }),
    });
  return [path('#ffffff', 4, undefined), path('#000000', 1.8, dashes[style])];
}
