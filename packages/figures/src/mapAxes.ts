import { chooseEvenly } from './chooseEvenly.ts';
import { linearTicks, plainNumber } from './linearTicks.ts';
import { type AxisTick, logTicks } from './logScale.ts';
import type { MapAxis } from './mapData.ts';

/** Where a value stands on an axis that goes from 0 to 1 over all cells: cell i of n from i/n to (i + 1)/n. NaN where it has no place. */
export function placeOn({ values, scale }: MapAxis, value: number | string): number {
  const n = values.length;
  if (scale === 'list' || n === 1) {
    const index = values.indexOf(value);
    return index < 0 ? Number.NaN : (index + 0.5) / n;
  }
  const at = (one: number | string) => (scale === 'log' ? Math.log10(one as number) : (one as number));
  const [first, last] = [at(values[0]!), at(values[n - 1]!)];
  return (0.5 + ((at(value) - first) / (last - first)) * (n - 1)) / n;
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
  if (scale === 'linear') {
    return linearTicks([from, to], most).map(({ at, label }) => ({ at: placeOn(axis, at), label }));
  }
  const extent = [Math.log10(from), Math.log10(to)] as const;
  const ticks = logTicks(extent, most).map(({ at, label }) => ({ at: placeOn(axis, 10 ** at), label }));
  return ticks.length >= 2 ? ticks : endsOf(axis);
}

/** An axis so narrow that no round number lies on it is said by its ends. */
function endsOf({ values }: MapAxis): AxisTick[] {
  const n = values.length;
  return [0, n - 1].map(i => ({ at: (i + 0.5) / n, label: Number(values[i]).toPrecision(8) }));
}

const labelOf = (value: number | string): string => (typeof value === 'number' ? plainNumber(value) : value);
