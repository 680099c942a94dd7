import type { Run } from 'gradscope';

/** The row of a history recorded at `step`, or the last one before it. */
export function rowAt({ history }: Run, step: number): number {
  return Math.max(
    0,
    history.step.findLastIndex(recorded => recorded <= step),
  );
}

/** The first recorded step at which at least this share of the data was classified right; undefined if none was. */
export function stepReaching({ history }: Run, accuracy: number): number | undefined {
  const row = history.accuracy.findIndex(value => value >= accuracy);
  return row < 0 ? undefined : history.step[row];
}

/** The mean gradient magnitude of each layer's weights, first layer first, in a row of the history. */
export function layerMeans({ history }: Run, row: number): number[] {
  const { columns, values } = history.series.grad_mean!;
  return [...values.subarray(row * columns, (row + 1) * columns)];
}

/** The mean gradient magnitude of the first layer in a row, over that of the last: below 1, the signal is lost on its way back. */
export function firstOverLast(run: Run, row: number): number {
  const means = layerMeans(run, row);
  return means[0] / means.at(-1)!;
}

/** The mean over the rows recorded before `step` of the first layer's mean gradient magnitude. */
export function firstLayerMean(run: Run, step: number): number {
  const rows = rowAt(run, step - 1) + 1;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += layerMeans(run, row)[0];
  return sum / rows;
}

/** Whether gradients of more than one layer were recorded. */
export function hasLayers({ history }: Run): boolean {
  return history.step.length > 0 && (history.series.grad_mean?.columns ?? 0) > 1;
}

/** Recorded steps that show a run's course in a few rows: the first, each power of ten, the last. */
export function courseSteps({ history }: Run): number[] {
  const last = history.step.at(-1)!;
  const steps = [0];
  for (let step = 10; step < last; step *= 10) steps.push(step);
  return [...new Set([...steps, last])].filter(step => history.step.includes(step));
}
