import { countText, type RecordedRun, type Series, seriesNamed } from 'gradscope';

/**
 * A series of a run.
 *
 * @param argument how the caller of the figure knows it
 * @throws RangeError when the run did not record it
 */
export function recordedSeries(run: RecordedRun, name: string, argument = 'run'): Series {
  const series = seriesNamed(run.history, name);
  if (series) return series;
  const recorded = Object.keys(run.history.series).join(', ') || 'nothing';
  throw new RangeError(`${argument}: expected one that run ${run.name} recorded (${recorded}), got ${name}`);
}

/**
 * The row of a run's history that was recorded at `step`; by default the last.
 *
 * @throws RangeError if there is none
 */
export function recordedRow({ name, history }: RecordedRun, step: number | undefined): number {
  const { length } = history.step;
  if (length === 0) throw new RangeError(`run: expected a recorded step to draw, got ${name} with none`);
  if (step === undefined) return length - 1;
  const row = history.step.indexOf(step);
  if (row >= 0) return row;
  throw new RangeError(
    `step: expected one that run ${name} recorded (${history.step[0]} … ${history.step[length - 1]}), got ${step}`,
  );
}

/** One row of a series, `[columns]`, as a view. */
export const seriesRow = ({ columns, values }: Series, row: number): Float64Array =>
  values.subarray(row * columns, (row + 1) * columns);

/** `1 … count`. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** The beginning of a sentence that says when the first row of a history was recorded. */
export function beginning({ history }: RecordedRun): string {
  const [first = 0] = history.step;
  return first === 0 ? 'Before the first update' : `At step ${countText(first)}`;
}
