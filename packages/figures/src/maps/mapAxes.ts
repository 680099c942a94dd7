import { settingText, valueText } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { linearTicks } from '../axes/linearTicks.ts';
import { type AxisTick, logTicks } from '../axes/logScale.ts';
import type { MapAxis } from './mapData.ts';

/**
 * The place of a value on an axis that goes from 0 to 1 over all cells: cell i of n from i/n to (i + 1)/n.
 * Between rising listed numbers it is proportional. NaN if the value has no place.
 */
export function placeOn({ values, scale }: MapAxis, value: number | string): number {
  const n = values.length;
  if (scale === 'list' || n === 1) return (placeInList(values, value) + 0.5) / n;
  const at = (one: number | string) => (scale === 'log' ? Math.log10(one as number) : (one as number));
  const [first, last] = [at(values[0]), at(values[n - 1])];
  return (0.5 + ((at(value) - first) / (last - first)) * (n - 1)) / n;
}

function placeInList(values: readonly (number | string)[], value: number | string): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  const next = values.findIndex(other => other > value);
  const [below, above] = [values[next - 1], values[next]];
  const isBetween = [below, value, above].every(one => typeof one === 'number');
  const isRising = values.every((one, i) => i === 0 || one > values[i - 1]);
  if (!isBetween || !isRising) return Number.NaN;
  return next - 1 + (Number(value) - Number(below)) / (Number(above) - Number(below));
}

/**
 * If each value of a logarithmic axis is named, it has at most this many characters: `0.005`, but not
 * `541.17`.
 */
const LONGEST_LISTED = 5;

/** At most about `most` ticks of an axis, from 0 to 1. */
export function mapTicks(axis: MapAxis, most: number): AxisTick[] {
  const { values, scale } = axis;
  const isWordy = scale === 'log' && labelsOf(values).some(({ length }) => length > LONGEST_LISTED);
  if (scale === 'list' || (values.length <= most && !isWordy)) {
    const chosen = chooseEvenly(
      values.map((_, i) => i),
      most,
    );
    const labels = labelsOf(chosen.map(i => values[i]));
    return chosen.map((i, k) => ({ at: (i + 0.5) / values.length, label: labels[k] }));
  }
  const [from, to] = [values[0] as number, values.at(-1) as number];
  if (scale === 'log') {
    const extent = [Math.log10(from), Math.log10(to)] as const;
    const ticks = logTicks(extent, most).map(({ at, label }) => ({ at: placeOn(axis, 10 ** at), label }));
    if (ticks.length >= 2) return ticks;
  }
  return roundValues([from, to], most).map(({ value, label }) => ({ at: placeOn(axis, value), label }));
}

/**
 * Round numbers between two, about `most` of them, or else the two themselves, with enough digits to tell
 * them apart however close they are.
 */
export function roundValues(
  [from, to]: readonly [number, number],
  most: number,
): { readonly value: number; readonly label: string }[] {
  const round = linearTicks([from, to], most).map(({ at }) => at);
  const values = round.length > 1 ? round : [from, to];
  const labels = labelsOf(values);
  return values.map((value, i) => ({ value, label: labels[i] }));
}

/** The labels of values on an axis: numbers in six digits, or more if two would be equal. */
function labelsOf(values: readonly (number | string)[]): string[] {
  const plain = values.map(value => (typeof value === 'number' ? settingText(value) : value));
  if (new Set(plain).size === values.length) return plain;
  const numbers = values.filter(value => typeof value === 'number').toSorted((a, b) => a - b);
  const gaps = numbers.slice(1).map((value, i) => value - numbers[i]);
  const apart = Math.min(...gaps.filter(gap => gap > 0));
  return values.map(value => (typeof value === 'number' ? tellingNumber(value, apart) : value));
}

const MOST_DIGITS = 17;

/**
 * A number with enough digits to tell it from others `apart` from it: `0.12345679` if they are 10⁻⁷ apart.
 */
function tellingNumber(value: number, apart: number): string {
  const size = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(apart));
  const digits = Number.isFinite(size) ? Math.max(1, Math.min(MOST_DIGITS, size + 2)) : 6;
  return valueText(value, digits);
}

/** An axis value for a readout: with a few digits more than tell it from its neighbours. */
export function axisValueText({ values }: MapAxis, place: number): string {
  const value = values[place];
  if (typeof value !== 'number') return value;
  const gaps = [values[place - 1], values[place + 1]].flatMap(other =>
    typeof other === 'number' && other !== value ? [Math.abs(other - value)] : [],
  );
  return gaps.length === 0 ? settingText(value) : tellingNumber(value, Math.min(...gaps) / READ_FINER);
}

/** How many times finer than cells a readout resolves. */
const READ_FINER = 1000;
