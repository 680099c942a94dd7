import type { ImportedRun } from '../../log/importedRun.ts';
import { columnOf, late, runSeries } from './columns.ts';
import { logThresholds } from './logThresholds.ts';

/** A run that learns its data by heart: the loss on held-out data was best at a step, and rises since. */
export interface Overfitting {
  readonly bestStep: number;
  readonly best: number;
  /** The median of the last rows. */
  readonly last: number;
}

/** Rows of the loss on held-out data behind the best one: fewer may be noise. */
const FEWEST_BEHIND = 3;

/** Undefined if the loss on held-out data was not logged, or ends near its best, or if the loss itself rises too. */
export function overfittingOf(run: ImportedRun): Overfitting | undefined {
  const heldOut = runSeries(run, 'val_loss');
  if (!heldOut) return undefined;
  const values = columnOf(heldOut, 0);
  const finite = values.filter(Number.isFinite);
  const best = Math.min(...finite);
  const at = values.indexOf(best);
  const last = late(heldOut);
  const risen = (last - best) / Math.abs(best);
  if (at < 0 || values.length - 1 - at < FEWEST_BEHIND || !(risen > logThresholds.overfit.value))
    return undefined;
  return trainsOn(run, at / (values.length - 1)) ? { bestStep: heldOut.step[at], best, last } : undefined;
}

/** Whether the loss at the end is no worse than it was at this share of the log: held-out data may be counted in other steps. */
function trainsOn({ series: { loss } }: ImportedRun, share: number): boolean {
  if (!loss) return false;
  const values = columnOf(loss, 0);
  const then = values[Math.round(share * (values.length - 1))];
  return late(loss) <= then * (1 + logThresholds.overfit.value);
}
