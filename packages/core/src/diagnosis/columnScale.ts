import { columnMoments } from '../data/columnMoments.ts';
import { thresholds } from './thresholds.ts';

/** The size of the features, or of the target columns. */
export interface ColumnScale {
  /** Root mean square of all entries. */
  readonly rms: number;
  /** Largest standard deviation of a column. */
  readonly largest: number;
  /** Smallest standard deviation of a column that is not constant. */
  readonly smallest: number;
  /** Largest |mean| of a column against the root mean square of all deviations. */
  readonly offset: number;
}

/** Measures row-major `[n, columns]`. Constant columns do not count. */
export function columnScale(values: Float64Array, columns: number): ColumnScale {
  let [count, total, largest, smallest, farthest] = [0, 0, 0, Number.POSITIVE_INFINITY, 0];
  for (let j = 0; j < columns; j++) {
    const { mean, variance } = columnMoments(values, columns, j);
    if (variance === 0) continue;
    count++;
    total += variance;
    largest = Math.max(largest, Math.sqrt(variance));
    smallest = Math.min(smallest, Math.sqrt(variance));
    farthest = Math.max(farthest, Math.abs(mean));
  }
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return {
    rms: Math.sqrt(squares / values.length),
    largest,
    smallest,
    offset: count === 0 ? 0 : farthest / Math.sqrt(total / count),
  };
}

/**
 * The factor by which a scale exceeds what initializers and step sizes are made for; above 1 it is unusual.
 */
export function scaleExcess({ rms, largest, smallest, offset }: ColumnScale): number {
  const limit = thresholds.inputScale.value;
  const size = rms > 0 ? Math.max(rms / limit, 1 / (rms * limit)) : 0;
  const spread = largest / smallest / thresholds.featureSpread.value;
  return Math.max(size, offset / limit, Number.isFinite(spread) ? spread : 0);
}
