import type { LoggedSeries } from './loggedSeries.ts';

/** What was logged of one thing: `value[i]` at `step[i]`, in the order of the log. */
export interface LoggedPoints {
  readonly step: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/**
 * One series of several columns that were logged each by itself: its rows are all their steps, NaN where a column has
 * none. Of what was logged twice at a step the later counts, as where a run was taken up again from a checkpoint.
 *
 * @param columns of each column what was logged of it; undefined where nothing was
 */
export function mergeColumns(columns: readonly (LoggedPoints | undefined)[]): LoggedSeries {
  const all = new Set<number>();
  for (const points of columns) {
    for (let i = 0; i < (points?.step.length ?? 0); i++) all.add(points!.step[i]);
  }
  const step = Int32Array.from(all).sort();
  const rowOf = new Map(Array.from(step, (at, row) => [at, row]));
  const values = new Float64Array(step.length * columns.length).fill(Number.NaN);
  for (const [column, points] of columns.entries()) {
    for (let i = 0; i < (points?.step.length ?? 0); i++) {
      values[rowOf.get(points!.step[i])! * columns.length + column] = points!.value[i];
    }
  }
  return { columns: columns.length, step, values };
}
