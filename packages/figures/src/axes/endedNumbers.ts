import { roundStep } from './linearTicks.ts';

/**
 * The smallest distance of a round number from an end of an axis, in strides, before the two labels would
 * touch.
 */
const NEAREST = 0.7;

/**
 * The numbers on an axis: both its ends, and round ones between them, about `most` in all.
 *
 * @param least the smallest distance of round numbers; 1 if only whole ones have a meaning
 */
export function endedNumbers(
  [first, last]: readonly [number, number],
  most: number,
  least = 0,
): readonly number[] {
  if (!(last > first)) return last === first ? [first] : [];
  const stride = Math.max(least, roundStep(last - first, most));
  const from = Math.ceil(first / stride + NEAREST - 1e-9);
  const to = Math.floor(last / stride - NEAREST + 1e-9);
  const between = Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => (from + k) * stride);
  return [first, ...between, last];
}

/** The whole numbers among {@link endedNumbers} on an axis whose ends need not be whole. */
export const endedWholes = ([from, to]: readonly [number, number], most: number): readonly number[] =>
  endedNumbers([Math.ceil(from), Math.floor(to)], most, 1);

/** An extent rounded outwards to about a tenth of its length, so that its ends can be read. */
export function roundedExtent([low, high]: readonly [number, number]): [number, number] {
  if (!(high > low)) return [low, high];
  const step = roundStep(high - low, 10);
  const round = (value: number) => Number((value * step).toPrecision(12));
  return [round(Math.floor(low / step + 1e-9)), round(Math.ceil(high / step - 1e-9))];
}
