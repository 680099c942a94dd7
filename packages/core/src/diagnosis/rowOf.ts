import type { History } from '../probe/history.ts';
import type { SeriesName } from '../probe/index.ts';

/** A recorded row of a series, which must have been recorded. */
export function rowOf({ series }: History, name: SeriesName, row: number): number[] {
  const { columns, values } = series[name]!;
  return [...values.subarray(row * columns, (row + 1) * columns)];
}
