import type { Dataset, Grid } from 'gradscope';

type Rgb = readonly [red: number, green: number, blue: number];

/** The channels of a colour `#rrggbb`. */
export function rgbOf(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A square of a canvas, in its pixels. */
export interface CanvasBox {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The canvas for pixels before they are enlarged: one for all, since it is painted again and again. */
let small: OffscreenCanvas | undefined;

/**
 * Paints one pixel for each point of a grid, y up, drawn as large as the box.
 *
 * @param colorOf writes the four channels of a point (row-major, x changing fastest) into `data` from `at` on
 */
export function paintGrid(
  context: CanvasRenderingContext2D,
  { left, top, side }: CanvasBox,
  { x, y }: Grid,
  colorOf: (point: number, data: Uint8ClampedArray, at: number) => void,
): void {
  const [columns, rows] = [x.length, y.length];
  const image = new ImageData(columns, rows);
  for (let point = 0; point < columns * rows; point++) {
    const pixel = (rows - 1 - Math.floor(point / columns)) * columns + (point % columns);
    colorOf(point, image.data, 4 * pixel);
  }
  small ??= new OffscreenCanvas(columns, rows);
  [small.width, small.height] = [columns, rows];
  small.getContext('2d')!.putImageData(image, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, left, top, side, side);
}

/** Paints the points of the data on a plane that fills the canvas, each in the colour of its class, `#rrggbb`. */
export function paintPoints(
  context: CanvasRenderingContext2D,
  grid: Grid,
  { X, y, features, samples }: Dataset,
  colors: readonly string[],
): void {
  const { width } = context.canvas;
  const radius = Math.max(1.5, width / 130);
  context.lineWidth = radius / 3;
  context.strokeStyle = 'rgb(255 255 255 / 85%)';
  for (let i = 0; i < samples; i++) {
    context.beginPath();
    const [across, up] = [X[features * i], X[features * i + 1]];
    context.arc(width * share(across, grid.x), width * (1 - share(up, grid.y)), radius, 0, 2 * Math.PI);
    context.fillStyle = colors[y[i]];
    context.fill();
    context.stroke();
  }
}

/** The place of a value on an axis of pixels, 0 … 1: grid points are in the middle of their pixels. */
function share(value: number, axis: Float64Array): number {
  return ((value - axis[0]) / (axis.at(-1)! - axis[0])) * (1 - 1 / axis.length) + 0.5 / axis.length;
}
