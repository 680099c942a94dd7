import type { ImportedRun } from '../../log/importedRun.ts';
import { type Overfitting, overfittingOf } from '../overfitting.ts';
import { columnOf, runSeries } from './columns.ts';

/** Like {@link overfittingOf}, for an imported run; undefined also if the loss on held-out data, or the loss itself, was not logged. */
export function overfittingOfLog(run: ImportedRun): Overfitting | undefined {
  const heldOut = runSeries(run, 'val_loss');
  if (!heldOut || !run.series.loss) return undefined;
  return overfittingOf({ step: heldOut.step, values: columnOf(heldOut, 0) }, columnOf(run.series.loss, 0));
}
