import { orderedAxis, type SweepView } from '@gradscope/figures';
import type { Sweep } from 'gradscope';
import { isCount } from './axisChoices.ts';
import { type AxisChoice, axisName, type MapPlan, type PlainExperiment } from './mapPlan.ts';

/** Enough digits to tell the ends of a narrow range apart. */
const DIGITS = 15;

/**
 * The axis of a zoomed map. `a` and `b` are places on the old axis, from 0 at the lower edge of its first of
 * `count` cells to 1 at the upper edge of its last. The new range runs between the middles of the new first
 * and last cell.
 */
export function zoomAxis(axis: AxisChoice, count: number, [a, b]: readonly [number, number]): AxisChoice {
  const [low, high] = a < b ? [a, b] : [b, a];
  const valueAt = (place: number) => valueAtPlace(axis, count, place);
  const inset = (high - low) / (2 * count);
  const [from, to] = [valueAt(low + inset), valueAt(high - inset)];
  if (!axis.whole) return { ...axis, from: short(from), to: short(to) };
  const [first, last] = [Math.ceil(valueAt(low)), Math.floor(valueAt(high))];
  if (first <= last) return { ...axis, from: first, to: last };
  // A range within one cell becomes that cell's value.
  const only = Math.round(valueAt((low + high) / 2));
  return { ...axis, from: only, to: only };
}

/** The axis with `factor` times the range round the same middle, as far as its bounds allow. */
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

/** A view of a stored sweep as a plan over the same ranges, to train here; or the reason why it cannot be. */
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

/** The smallest relative distance of neighbouring cells: below it they have the same 15 digits. */
const LEAST_APART = 1e-14;

/** An error if a plan's range is too narrow for double precision to tell its cells apart. */
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

/**
 * Rounds a value to about a millionth of its range, or of itself if that is less: 100000, not
 * 99999.9999999998.
 */
function roundIn(value: number, range: number): number {
  const digits = 6 + Math.max(0, Math.ceil(Math.log10(Math.abs(value) / range)));
  return Number.isFinite(digits) ? Number(value.toPrecision(Math.min(DIGITS, digits))) : short(value);
}
