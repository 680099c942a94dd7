import { settingText } from 'gradscope';
import { extentOf } from './extent.ts';
import { roundStep } from './linearTicks.ts';
import { type AxisTick, logExtent, logTicks } from './logScale.ts';

/** The values of a vertical axis, and its heights in px. */
export interface VerticalAxisOptions {
  readonly scale: 'log' | 'linear';
  /** Extent of a linear axis; from 0 (or the smallest negative value) to the largest value by default. */
  readonly domain?: readonly [number, number] | undefined;
  readonly format?: ((value: number) => string) | undefined;
  /** Room kept below a logarithmic axis for values that are 0, in px. */
  readonly zeroStrip: number;
  readonly top: number;
  readonly bottom: number;
}

/** A vertical axis with its own coordinate: log₁₀ of the value, or the value. Subnormal values have a place on it. */
export interface VerticalAxis {
  readonly place: (value: number) => number;
  readonly drawable: (value: number) => boolean;
  /** From the lower edge, including the zero strip, to the upper, in the axis's coordinate. */
  readonly domain: readonly [number, number];
  /** The upper end of the zero strip; the lower edge if there is none. */
  readonly floor: number;
  readonly ticks: readonly AxisTick[];
  /** From the axis's coordinate to px, and back. */
  readonly pixel: (at: number) => number;
  readonly atPixel: (pixel: number) => number;
}

const isPositive = (value: number): boolean => value > 0 && value < Number.POSITIVE_INFINITY;

/** An extent rounded out to whole steps of 1, 2 or 5 · 10ⁿ, and its ticks. */
function linearAxis([low, high]: readonly [number, number], most: number, format: (value: number) => string) {
  const step = roundStep(high - low, most);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks: AxisTick[] = [];
  for (let k = first; k <= last; k++) ticks.push({ at: k * step, label: format(k * step) });
  return { extent: [first * step, last * step] as const, ticks };
}

function logAxis([low, high]: readonly [number, number], most: number) {
  const extent = logExtent(low, high);
  return { extent, ticks: logTicks(extent, most) };
}

/**
 * Fits a vertical axis to values.
 *
 * @param all one array per curve; values that an axis cannot place (0 on a logarithmic one, NaN and ±Inf on
 *   any) are ignored
 */
export function verticalAxis(all: readonly ArrayLike<number>[], options: VerticalAxisOptions): VerticalAxis {
  const { scale, zeroStrip, top, bottom, format = settingText } = options;
  const log = scale === 'log';
  const drawable = log ? isPositive : Number.isFinite;
  const found = extentOf(all, drawable);
  const most = Math.max(2, Math.floor((bottom - top) / 36));
  const { extent, ticks } = log
    ? logAxis(found ?? [0.1, 10], most)
    : linearAxis(
        options.domain ?? [Math.min(0, found?.[0] ?? 0), Math.max(0, found?.[1] ?? 0) || 1],
        most,
        format,
      );
  const [floor, ceiling] = extent;
  const share = zeroStrip / (bottom - top);
  const from = floor - (share / (1 - share)) * (ceiling - floor);
  return {
    place: log ? Math.log10 : value => value,
    drawable,
    domain: [from, ceiling],
    floor,
    ticks,
    pixel: at => bottom - ((at - from) / (ceiling - from)) * (bottom - top),
    atPixel: pixel => from + ((bottom - pixel) / (bottom - top)) * (ceiling - from),
  };
}
