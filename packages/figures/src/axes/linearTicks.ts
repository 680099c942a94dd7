import { settingText } from 'gradscope';
import type { AxisTick } from './logScale.ts';

/** The smallest step of 1, 2 or 5 · 10ⁿ that parts `length` into at most `most`. */
export function roundStep(length: number, most: number): number {
  const size = 10 ** Math.floor(Math.log10(length / most));
  return size * [1, 2, 5, 10].find(factor => length / (factor * size) <= most)!;
}

/** Ticks at round numbers within an extent, about `most` of them. */
export function linearTicks([low, high]: readonly [number, number], most: number): AxisTick[] {
  const step = roundStep(high - low, most);
  const ticks: AxisTick[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
    ticks.push({ at: k * step, label: settingText(k * step) });
  }
  return ticks;
}
