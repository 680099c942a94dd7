import type { LoggedSeries } from './loggedSeries.ts';

/** The logged points of one quantity: `value[i]` at `step[i]`, in the order of the log. */
export interface LoggedPoints {
  readonly step: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/**
 * One series from several separately logged columns: its rows are all their steps, with NaN if a column has
 * no value. If a step was logged twice, the later value counts, as after a run continued from a checkpoint.
 *
 * @param columns the logged points of each column; undefined if there are none
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
