import { signal } from '@preact/signals';
import type { Run } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { LabState } from '../../state/labState.ts';

/** Smallest and largest of some values. */
export type Span = readonly [low: number, high: number];

/** The span of finite values; of those above 0 for a logarithmic axis. Undefined if there is none. */
export function spanOf(all: readonly ArrayLike<number>[], positive = false): Span | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value) || (positive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** The span of all that was recorded of a series, in every run. */
export function recordedSpan(runs: readonly Run[], series: string): Span | undefined {
  return spanOf(
    runs.flatMap(({ history }) => history.series[series]?.values ?? []),
    true,
  );
}

/** Whether figures of several networks have one range. */
export const isShared = (lab: LabState): boolean =>
  lab.url.value.ranges === 'shared' && lab.session.runs.value.length > 1;

/**
 * One range for figures that know only their own values: each reports them, and receives the range of all.
 */
export class SharedSpan {
  private readonly reported = signal<Readonly<Record<number, Span>>>({});

  report(index: number, span: Span | undefined): void {
    const { [index]: before, ...others } = this.reported.peek();
    if (before?.[0] === span?.[0] && before?.[1] === span?.[1]) return;
    this.reported.value = span ? { ...others, [index]: span } : others;
  }

  /** Of the networks that there are; undefined if none has reported, or each has its own. */
  of(lab: LabState): Span | undefined {
    if (!isShared(lab)) return undefined;
    const { value } = this.reported;
    const spans = lab.session.runs.value.flatMap(({ index }) => (value[index] ? [value[index]] : []));
    return spanOf(spans);
  }
}

export const useSharedSpan = (): SharedSpan => useMemo(() => new SharedSpan(), []);
