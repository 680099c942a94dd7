import { chooseEvenly } from './chooseEvenly.ts';
import { linearTicks, plainNumber } from './linearTicks.ts';
import { type AxisTick, logTicks } from './logScale.ts';
import type { MapAxis } from './mapData.ts';

/**
 * Where a value stands on an axis that goes from 0 to 1 over all cells: cell i of n from i/n to (i + 1)/n. Between listed
 * numbers that rise it stands in proportion. NaN where it has no place.
 */
export function placeOn({ values, scale }: MapAxis, value: number | string): number {
  const n = values.length;
  if (scale === 'list' || n === 1) return (placeInList(values, value) + 0.5) / n;
  const at = (one: number | string) => (scale === 'log' ? Math.log10(one as number) : (one as number));
  const [first, last] = [at(values[0]!), at(values[n - 1]!)];
  return (0.5 + ((at(value) - first) / (last - first)) * (n - 1)) / n;
}

function placeInList(values: readonly (number | string)[], value: number | string): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  const next = values.findIndex(other => other > value);
  const [below, above] = [values[next - 1], values[next]];
  const isBetween = [below, value, above].every(one => typeof one === 'number');
  const isRising = values.every((one, i) => i === 0 || one > values[i - 1]!);
  if (!isBetween || !isRising) return Number.NaN;
  return next - 1 + (Number(value) - Number(below)) / (Number(above) - Number(below));
}

/** At most about `most` ticks of an axis, from 0 to 1. */
export function mapTicks(axis: MapAxis, most: number): AxisTick[] {
  const { values, scale } = axis;
  if (scale === 'list' || values.length <= most) {
    const chosen = chooseEvenly(
      values.map((_, i) => i),
      most,
    );
    return chosen.map(i => ({ at: (i + 0.5) / values.length, label: labelOf(values[i]!) }));
  }
  const [from, to] = [values[0] as number, values.at(-1) as number];
  if (scale === 'log') {
    const extent = [Math.log10(from), Math.log10(to)] as const;
    const ticks = logTicks(extent, most).map(({ at, label }) => ({ at: placeOn(axis, 10 ** at), label }));
    if (ticks.length >= 2) return ticks;
  }
  return evenTicks(axis, [from, to], most);
}

/** Ticks at round numbers, with as many digits as tell them apart however narrow the axis is. */
function evenTicks(axis: MapAxis, [from, to]: readonly [number, number], most: number): AxisTick[] {
  const ticks = linearTicks([from, to], most);
  const labels = new Set(ticks.map(({ label }) => label));
  if (labels.size === ticks.length && ticks.length > 1) {
    return ticks.map(({ at, label }) => ({ at: placeOn(axis, at), label }));
  }
  const values = ticks.length > 1 ? ticks.map(({ at }) => at) : [from, to];
  return values.map(value => ({ at: placeOn(axis, value), label: tellingNumber(value, (to - from) / most) }));
}

const MOST_DIGITS = 17;

/** A number with the digits that tell it from others `apart` from it: `0.12345679` where they are 10⁻⁷ apart. */
function tellingNumber(value: number, apart: number): string {
  const size = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(apart));
  const digits = Number.isFinite(size) ? Math.max(1, Math.min(MOST_DIGITS, size + 2)) : 6;
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

/** A value of an axis as it is read: to some digits more than tell it from its neighbours. */
export function axisValueText({ values }: MapAxis, place: number): string {
  const value = values[place]!;
  if (typeof value !== 'number') return value;
  const gaps = [values[place - 1], values[place + 1]].flatMap(other =>
    typeof other === 'number' && other !== value ? [Math.abs(other - value)] : [],
  );
  return gaps.length === 0 ? plainNumber(value) : tellingNumber(value, Math.min(...gaps) / READ_FINER);
}

/** How many times finer than cells a value is read. */
const READ_FINER = 1000;

const labelOf = (value: number | string): string => (typeof value === 'number' ? plainNumber(value) : value);
