import { countedText, countText, type Dataset, type Grid, valueText } from 'gradscope';
import { classColors, mix, networkColor } from '../sheet/palette.ts';
import { themes } from '../sheet/theme.ts';
import { type CanvasBox, paintGrid, paintPoints, rgbOf } from './planeCanvas.ts';

/** The outputs of the units of a layer on a grid: `[y · x, units]`, row-major, x changing fastest. */
export interface UnitValues {
  readonly grid: Grid;
  readonly values: Float64Array;
  readonly units: number;
}

/** Shades on each side of 0, and the gap between two units, as a share of one. */
const shades = 64;
const gap = 0.08;

/** The largest finite magnitude of any unit's output: their common scale goes from its negative to it. */
export function largestValue({ values }: Pick<UnitValues, 'values'>): number {
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

/** Columns of a square sheet for so many units. */
const columnsOf = (units: number): number => Math.ceil(Math.sqrt(units));

/**
 * The unit, from 0, at a point of the sheet, both coordinates 0 … 1 from its upper left; undefined if there
 * is none.
 */
export function unitAt(units: number, x: number, y: number): number | undefined {
  const columns = columnsOf(units);
  const unit = Math.floor(y * columns) * columns + Math.floor(x * columns);
  return x < 1 && y < 1 && unit < units ? unit : undefined;
}

function boxOf(unit: number, units: number, side: number): CanvasBox {
  const columns = columnsOf(units);
  const tile = side / columns;
  const [column, row] = [unit % columns, Math.floor(unit / columns)];
  return {
    left: (column + gap / 2) * tile,
    top: (row + gap / 2) * tile,
    side: (1 - gap) * tile,
  };
}

/**
 * Paints the output of each unit of a layer over a plane on a square canvas, y up: the background colour at
 * 0, blue for positive and orange for negative values, on a linear scale up to `largest` for all of them. NaN
 * and ∞ are grey.
 *
 * @param data is drawn on top of a single unit
 */
export function paintUnits(
  canvas: HTMLCanvasElement,
  { grid, values, units }: UnitValues,
  { largest, theme, data }: { largest: number; theme: keyof typeof themes; data: Dataset },
): void {
  const context = canvas.getContext('2d')!;
  const ramp = rampOf(theme);
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let unit = 0; unit < units; unit++) {
    const box = units === 1 ? { left: 0, top: 0, side: canvas.width } : boxOf(unit, units, canvas.width);
    paintGrid(context, box, grid, (point, image, at) => {
      const value = values[point * units + unit];
      const level = largest > 0 ? Math.round((shades * value) / largest) : 0;
      image.set(Number.isFinite(value) ? ramp[Math.max(0, Math.min(2 * shades, shades + level))] : grey, at);
      image[at + 3] = 255;
    });
  }
  if (units === 1) paintPoints(context, grid, data, classColors(data.classes));
}

const grey = [128, 128, 128] as const;

/** From the most negative to the most positive, `2 · shades + 1` colours. */
function rampOf(name: keyof typeof themes) {
  const theme = themes[name];
  return Array.from({ length: 2 * shades + 1 }, (_, i) => {
    const level = i - shades;
    return rgbOf(mix(networkColor(level > 0 ? 0 : 1, theme), theme.background, Math.abs(level) / shades));
  });
}

/** The content of the picture, in words. */
export function describeUnits(
  name: string,
  layer: number,
  step: number,
  { values, units }: UnitValues,
): string {
  const silent = Array.from({ length: units }, (_, unit) => unit).filter(unit => {
    for (let at = unit; at < values.length; at += units) if (values[at] !== 0) return false;
    return true;
  });
  const none = silent.length > 0 ? `; ${countText(silent.length)} of them give 0 everywhere` : '';
  return `What ${countedText(units, 'neuron')} of layer ${layer} of ${name} give${units === 1 ? 's' : ''} over the plane at step ${countText(step)}: at most ${valueText(largestValue({ values }))} on either side of 0${none}.`;
}
