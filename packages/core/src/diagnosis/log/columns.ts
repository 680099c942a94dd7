import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedSeries } from '../../log/loggedSeries.ts';
import type { DetailQuantity } from '../../log/runDetail.ts';
import { median } from '../median.ts';
import { thresholds } from '../thresholds.ts';

/** The first finite value of a column, and NaN if there is none. */
export function early(series: LoggedSeries | undefined, column = 0): number {
  return columnOf(series, column).find(Number.isFinite) ?? Number.NaN;
}

/** The median of the last finite values of a column, and NaN if there are none. */
export function late(series: LoggedSeries | undefined, column = 0): number {
  const values = columnOf(series, column).filter(Number.isFinite);
  return median(
    values.slice(values.length - Math.max(1, Math.floor(values.length * thresholds.window.value))),
  );
}

/** The logged values of one column, in the order of the steps. */
export function columnOf(series: LoggedSeries | undefined, column: number): number[] {
  if (!series) return [];
  const { columns, values, step } = series;
  return Array.from(step, (_, row) => values[row * columns + column]);
}

/** How many numbers a sample is. */
export const featuresOf = ({ detail }: ImportedRun): number =>
  (detail?.modules[0]?.inputs ?? []).slice(1).reduce((product, size) => product * size, 1);

/** A number of the whole run: most of these only logs of schema 2 have. */
export const runSeries = ({ detail, series }: ImportedRun, name: DetailQuantity): LoggedSeries | undefined =>
  detail?.runSeries[name] ?? series[name];
