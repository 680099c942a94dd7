import type { LoggedSeries } from '../../log/loggedSeries.ts';
import type { DetailQuantity, RunDetail } from '../../log/runDetail.ts';
import { columnOf } from '../log/columns.ts';
import { median } from '../median.ts';

/** The range and spread of values over all rows of a log. */
export interface LoggedSpread {
  readonly mean: number;
  readonly std: number;
  readonly low: number;
  readonly high: number;
}

/** The inputs, the targets or the outputs over all logged steps; NaN for what was not logged. */
export function loggedSpread({ runSeries }: RunDetail, of: 'inputs' | 'targets'): LoggedSpread {
  const values = (name: DetailQuantity) => finite(runSeries[name]);
  return {
    ...pooled(finite(runSeries[`${of}_mean`]), finite(runSeries[`${of}_std`])),
    low: Math.min(...values(`${of}_low`)),
    high: Math.max(...values(`${of}_high`)),
  };
}

/** The mean and deviation of rows of equal size together. */
export function pooled(means: readonly number[], deviations: readonly number[]) {
  if (means.length === 0 || means.length !== deviations.length) return { mean: Number.NaN, std: Number.NaN };
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const square = means.reduce(
    (sum, value, i) => sum + deviations[i] * deviations[i] + (value - mean) * (value - mean),
    0,
  );
  return { mean, std: Math.sqrt(square / means.length) };
}

/** The median over the rows; NaN if there are none. */
export function typical({ runSeries }: RunDetail, name: DetailQuantity): number {
  const values = finite(runSeries[name]);
  return values.length > 0 ? median(values) : Number.NaN;
}

export const finite = (series: LoggedSeries | undefined, column = 0): number[] =>
  columnOf(series, column).filter(Number.isFinite);
