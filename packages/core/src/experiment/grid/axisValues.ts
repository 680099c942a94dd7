import { exp } from '../../engine/math/exp.ts';
import { log } from '../../engine/math/log.ts';
import { RandomState } from '../../random/randomState.ts';
import type { JsonValue } from './documentPath.ts';
import type { AxisSettings } from './sweepSchema.ts';

type Span = NonNullable<AxisSettings['range']>;

/**
 * Digits to which values between two bounds are rounded: one fewer than a double holds, so that 0.1, 0.2, 0.3
 * and 0.01, 0.1, 1 come out as they are written.
 */
const DIGITS = 15;

/** The values of an axis, in order; the same bits everywhere. */
export function axisValues({ list, range, random }: AxisSettings): readonly JsonValue[] {
  if (list) return list as readonly JsonValue[];
  if (range) return finished(range, rangeValues(range));
  return finished(random!, randomValues(random!));
}

function rangeValues({ from, to, count, scale }: Span): number[] {
  const between = betweenOf(from, to, scale);
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    return i === count - 1 ? to : between(i / (count - 1));
  });
}

function randomValues({ from, to, count, scale, seed }: NonNullable<AxisSettings['random']>): number[] {
  const random = new RandomState(seed);
  const between = betweenOf(from, to, scale);
  return Array.from({ length: count }, () => between(random.random()));
}

/** The value at `share` of the way. */
function betweenOf(from: number, to: number, scale: Span['scale']): (share: number) => number {
  if (scale === 'linear') return share => rounded(from * (1 - share) + to * share);
  const [start, end] = [log(from), log(to)];
  return share => rounded(exp(start * (1 - share) + end * share));
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function finished({ whole }: Span, values: readonly number[]): readonly number[] {
  // + 0 turns −0 into 0, which JSON can write.
  return whole ? [...new Set(values.map(value => Math.round(value) + 0))] : values;
}
