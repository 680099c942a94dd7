import { atSteps } from './curve.ts';

/** A whole number with thousands separated: `49,999`. */
export const spokenCount = (count: number): string => count.toLocaleString('en-US');

/** How many of what there are: `1 layer`, `2,000 layers`. */
export const spokenNumber = (count: number, one: string): string =>
  `${spokenCount(count)} ${one}${count === 1 ? '' : 's'}`;

/** A measured value in three digits, as it can be read aloud: `0.0312`, `3.1e-14`, `−1.87`, `0`, `NaN`. */
export function spokenValue(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const digits = size >= 1e-3 && size < 1e4 ? String(Number(size.toPrecision(3))) : size.toExponential(2);
  return value < 0 ? `−${digits}` : digits;
}

/** `−1.87 to 1.87`. */
export const spokenRange = ([from, to]: readonly [number, number]): string =>
  `${spokenValue(from)} to ${spokenValue(to)}`;

/** `a, b and c`. */
export const spokenList = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** A curve in numbers: where it starts and ends, its extremes, what of it could not be drawn. */
export function describeCurve(
  name: string,
  step: ArrayLike<number>,
  value: ArrayLike<number>,
  { one, many } = atSteps,
): string {
  if (value.length === 0) return `${name}: nothing was recorded.`;
  let [low, high, zeros, broken] = [-1, -1, 0, 0];
  for (let i = 0; i < value.length; i++) {
    if (value[i] === 0) zeros++;
    if (!Number.isFinite(value[i])) broken++;
    else {
      if (low < 0 || value[i]! < value[low]!) low = i;
      if (high < 0 || value[i]! > value[high]!) high = i;
    }
  }
  const at = (i: number) => `${spokenValue(value[i]!)} at ${one} ${spokenCount(step[i]!)}`;
  const parts = [at(0), at(value.length - 1)];
  if (low >= 0) parts.push(`smallest ${at(low)}`, `largest ${at(high)}`);
  if (zeros > 0)
    parts.push(
      `exactly 0 at ${spokenCount(zeros)} of ${spokenCount(value.length)} ${value.length === 1 ? one : many}`,
    );
  if (broken > 0) parts.push(`NaN or infinite at ${spokenCount(broken)} ${broken === 1 ? one : many}`);
  return `${name}: ${parts.join(', ')}.`;
}
