import { orderedAxis, type SweepView } from '@gradscope/figures';
import type { Sweep } from 'gradscope';
import { isCount } from './axisChoices.ts';
import { type AxisChoice, axisName, type MapPlan, type PlainExperiment } from './mapPlan.ts';

/** Digits that tell the ends of a range apart, however near they are. */
const DIGITS = 15;

/**
 * The part of an axis between two places on it, from 0 at its lower to 1 at its upper edge, edges of the first and last
 * cell of `count`: where the middles of the first and last cell of a map of that part lie.
 */
export function zoomAxis(axis: AxisChoice, count: number, [a, b]: readonly [number, number]): AxisChoice {
  const [low, high] = a < b ? [a, b] : [b, a];
  const valueAt = (place: number) => valueAtPlace(axis, count, place);
  const inset = (high - low) / (2 * count);
  const [from, to] = [valueAt(low + inset), valueAt(high - inset)];
  if (!axis.whole) return { ...axis, from: short(from), to: short(to) };
  const [first, last] = [Math.ceil(valueAt(low)), Math.floor(valueAt(high))];
  if (first <= last) return { ...axis, from: first, to: last };
  // Within one cell: its own value.
  const only = Math.round(valueAt((low + high) / 2));
  return { ...axis, from: only, to: only };
}

/** The axis with a range `factor` times as wide round the same middle, where it has room for that. */
export function widenAxis(axis: AxisChoice, factor: number): AxisChoice {
  const { from, to, scale, whole } = axis;
  const [start, end] = scale === 'log' ? [Math.log(from), Math.log(to)] : [from, to];
  const [middle, half] = [(start + end) / 2, ((end - start) / 2) * factor];
  const back = (value: number) => (scale === 'log' ? Math.exp(value) : value);
  const lowest = scale === 'linear' && from >= 0 ? 0 : Number.NEGATIVE_INFINITY;
  const [low, high] = [Math.max(lowest, back(middle - half)), back(middle + half)];
  if (!whole) return { ...axis, from: roundIn(low, high - low), to: roundIn(high, high - low) };
  return { ...axis, from: Math.max(Math.min(1, from), Math.floor(low)), to: Math.ceil(high) };
}

/** A view of a stored sweep as a plan to be trained here, over the same ranges; or why that cannot be. */
export function planOfView(
  { axes }: Sweep,
  { x, y }: SweepView,
  document: PlainExperiment,
): MapPlan | string {
  const axisOf = (place: number | undefined): AxisChoice | string => {
    const axis = place === undefined ? undefined : axes[place];
    if (!axis || orderedAxis(axis).axis.scale === 'list' || axis.scale === 'list')
      return `zoom: expected an axis over a range, got ${axis ? `${axis.name}, whose values are listed` : 'none'}`;
    const [from, to] = [axis.values[0] as number, axis.values.at(-1) as number];
    return { path: axis.path, from, to, scale: axis.scale, whole: isCount(axis.path) };
  };
  const [across, up] = [axisOf(x), axisOf(y)];
  if (typeof across === 'string') return across;
  return typeof up === 'string' ? up : { document, x: across, y: up };
}

/** How far apart, against their size, neighbouring cells have to be to differ in the 15 digits that values of an axis have. */
const LEAST_APART = 1e-14;

/** Whether a plan's range is so narrow that double precision has no numbers for its cells; then a sentence that says so. */
export function tooNarrow({ x, y }: MapPlan, side: number): string | undefined {
  const narrow = [x, y].find(({ from, to, whole }) => {
    const apart = (to - from) / (side - 1);
    return !whole && apart < LEAST_APART * Math.max(Math.abs(from), Math.abs(to));
  });
  if (!narrow) return undefined;
  return `zoom: expected cells that differ within 15 digits, got ${axisName(narrow.path)} from ${narrow.from} to ${narrow.to}: double precision ends here`;
}

function valueAtPlace({ from, to, scale }: AxisChoice, count: number, place: number): number {
  const share = count === 1 ? 0 : (place * count - 0.5) / (count - 1);
  if (scale === 'linear') return from + (to - from) * share;
  return Math.exp(Math.log(from) + (Math.log(to) - Math.log(from)) * share);
}

const short = (value: number): number => Number(value.toPrecision(DIGITS));

/** A value to a millionth or so of the range that it ends, or of itself where that is less: 100000, not 99999.9999999998. */
function roundIn(value: number, range: number): number {
  const digits = 6 + Math.max(0, Math.ceil(Math.log10(Math.abs(value) / range)));
  return Number.isFinite(digits) ? Number(value.toPrecision(Math.min(DIGITS, digits))) : short(value);
}
