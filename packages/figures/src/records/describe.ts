import { countText, valueText } from 'gradscope';
import { atSteps } from '../marks/curve.ts';

/** A curve in numbers: its start and end, its extremes, and the values that could not be drawn. */
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
      if (low < 0 || value[i] < value[low]) low = i;
      if (high < 0 || value[i] > value[high]) high = i;
    }
  }
  const at = (i: number) => `${valueText(value[i])} at ${one} ${countText(step[i])}`;
  const parts = [at(0), at(value.length - 1)];
  if (low >= 0) parts.push(`smallest ${at(low)}`, `largest ${at(high)}`);
  if (zeros > 0)
    parts.push(
      `exactly 0 at ${countText(zeros)} of ${countText(value.length)} ${value.length === 1 ? one : many}`,
    );
  if (broken > 0) parts.push(`NaN or infinite at ${countText(broken)} ${broken === 1 ? one : many}`);
  return `${name}: ${parts.join(', ')}.`;
}
