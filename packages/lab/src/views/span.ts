import { extentOf } from '@gradscope/figures';
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';

/** The smallest and the largest of some values. */
export type Span = readonly [low: number, high: number];

/**
 * The range of the finite values; for a logarithmic axis, of the positive ones. Undefined if there are none.
 */
export const spanOf = (all: readonly ArrayLike<number>[], positive = false): Span | undefined =>
  extentOf(all, value => Number.isFinite(value) && !(positive && value <= 0));

/** True if the figures of several networks share one range. */
export const isShared = (lab: LabState): boolean =>
  lab.url.value.ranges === 'shared' && lab.session.runs.value.length > 1;

/**
 * One range for figures that each know only their own values. A figure reports its values and receives the
 * common range.
 */
export class SharedSpan {
  private readonly reported = signal<Readonly<Record<number, Span>>>({});

  report(index: number, span: Span | undefined): void {
    const { [index]: before, ...others } = this.reported.peek();
    if (before?.[0] === span?.[0] && before?.[1] === span?.[1]) return;
    this.reported.value = span ? { ...others, [index]: span } : others;
  }

  /** The range of all networks; undefined if none has reported, or each has its own. */
  of(lab: LabState): Span | undefined {
    if (!isShared(lab)) return undefined;
    const { value } = this.reported;
    const spans = lab.session.runs.value.flatMap(({ index }) => (value[index] ? [value[index]] : []));
    return spanOf(spans);
  }
}

export const useSharedSpan = (): SharedSpan => useMemo(() => new SharedSpan(), []);
