import { interpolateViridis } from 'd3-scale-chromatic';
import { hexColor } from '../sheet/palette.ts';
import type { HeatCells } from './heatBins.ts';

/** Decades that one colour may cover. */
const strides = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/** Colours that a reader can still match with the bar. */
const mostColors = 40;

/** Colours of magnitudes: even steps of their logarithm. */
export interface HeatColors {
  /** The start of the first colour, in log₁₀. */
  readonly from: number;
  /** The width of each colour, in decades. */
  readonly stride: number;
  /** Dark to light: viridis, even in lightness for every reader. */
  readonly colors: readonly string[];
  /** Index of the colour of a positive value; only positive values have one. */
  readonly indexOf: (value: number) => number;
}

/** Spaces colours over the positive values of cells, and those of `span`; undefined if there is none. */
export function heatColors(
  { rows, columns, value }: HeatCells,
  span: readonly number[] = [],
): HeatColors | undefined {
  const positive = span.filter(bound => bound > 0 && bound < Number.POSITIVE_INFINITY);
  let [low, high] = [Math.min(...positive), Math.max(0, ...positive)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = value(row, column);
      if (!(cell > 0)) continue;
      low = Math.min(low, cell);
      high = Math.max(high, cell);
    }
  }
  if (high === 0) return undefined;
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const stride = strides.find(decades => (last - first) / decades <= mostColors - 2)!;
  const from = stride * Math.floor(first / stride);
  const count = Math.floor((last - from) / stride) + 1;
  const colors = Array.from({ length: count }, (_, i) =>
    hexColor(interpolateViridis(count === 1 ? 0.5 : i / (count - 1))),
  );
  const indexOf = (magnitude: number) =>
    Math.max(0, Math.min(count - 1, Math.floor((Math.log10(magnitude) - from) / stride)));
  return { from, stride, colors, indexOf };
}
