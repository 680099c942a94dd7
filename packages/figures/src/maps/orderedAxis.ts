import { type JsonValue, type SweepAxis, settingText } from 'gradscope';
import type { MapAxis } from './mapData.ts';

/** An axis in the form for maps, and the index in the sweep's axis of the value at each of its places. */
export interface OrderedAxis {
  readonly axis: MapAxis;
  readonly places: readonly number[];
}

/** Evenly spaced numbers keep their scale; others are listed, random ones in ascending order. */
export function orderedAxis({ name, values, scale }: SweepAxis): OrderedAxis {
  const places = values.map((_, place) => place);
  const numbers = values.every(value => typeof value === 'number')
    ? (values as readonly number[])
    : undefined;
  if (!numbers || scale === 'list')
    return { axis: { name, values: values.map(listed), scale: 'list' }, places };
  if (isEven(numbers, scale)) return { axis: { name, values: numbers, scale }, places };
  places.sort((a, b) => numbers[a] - numbers[b]);
  return { axis: { name, values: places.map(place => numbers[place]), scale: 'list' }, places };
}

/**
 * The share of their distance, and of their size, by which neighbours may deviate and still count as evenly
 * spaced, since values are rounded.
 */
const ASIDE = 0.01;
const ROUNDED = 2e-15;

function isEven(values: readonly number[], scale: 'linear' | 'log'): boolean {
  const at = values.map(value => (scale === 'log' ? Math.log(value) : value));
  const apart = (at.at(-1)! - at[0]) / (at.length - 1);
  const largest = at.reduce((size, place) => Math.max(size, Math.abs(place)), scale === 'log' ? 1 : 0);
  const rounded = ROUNDED * largest;
  const aside = ASIDE * Math.abs(apart) + rounded;
  return !(apart < 0) && at.every((place, i) => i === 0 || Math.abs(place - at[i - 1] - apart) <= aside);
}

const listed = (value: JsonValue): number | string => (typeof value === 'number' ? value : valueText(value));

/** A value of an axis in words: `relu`, `leakyRelu slope 0.2`. */
export function valueText(value: JsonValue): string {
  if (typeof value === 'number') return settingText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return typeof value === 'string' ? value : JSON.stringify(value);
  return Object.entries(value)
    .map(([key, item]) => (key === 'kind' ? valueText(item) : `${key} ${valueText(item)}`))
    .join(' ');
}
