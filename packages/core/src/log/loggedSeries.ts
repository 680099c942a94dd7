import type { Series } from '../probe/history.ts';

/**
 * A series with its own steps: logs do not record everything at once. Row `r` was logged at step `step[r]`,
 * ascending.
 */
export interface LoggedSeries extends Series {
  readonly step: Int32Array;
}
