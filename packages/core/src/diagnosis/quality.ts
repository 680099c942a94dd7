import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { lossOf } from '../experiment/loss.ts';
import type { Run } from '../experiment/run.ts';
import type { Experiment } from '../experiment/schema.ts';
import { baselineOf } from './baseline.ts';
import { penaltyOf } from './penalty.ts';

/** How good the final parameters are on some rows. What does not apply, or is no finite number, is left out. */
export interface Quality {
  /** Mean loss over the rows, without the `l2` term. */
  readonly loss?: number;
  /** Share of the rows classified right, 0 … 1; of classes only. */
  readonly accuracy?: number;
  /** Root mean squared error over all values, in the unit of the targets; of values only. */
  readonly rmse?: number;
  /**
   * R² = 1 − Σ(o − t)² / Σ(t − t̄)², t̄ by output: 1 for a perfect answer, 0 for the best constant one, below 0 for a worse one;
   * of values that are not all the same only.
   *
   * Source: scikit-learn's `r2_score`, `multioutput="variance_weighted"`.
   */
  readonly explained?: number;
}

/** The quality of a run on the rows it learned from, and on those held out, if there are any. */
export function qualityOf(
  experiment: Experiment,
  data: AnyDataset,
  run: Pick<Run, 'loss' | 'accuracy' | 'test' | 'final'>,
): { readonly training: Quality; readonly test?: Quality } {
  const loss = run.loss - penaltyOf(run.final, experiment.training.l2);
  const training = quality(experiment, data, loss, run.accuracy);
  if (!run.test || !data.test) return { training };
  return { training, test: quality(experiment, data.test, run.test.loss, run.test.accuracy) };
}

function quality(experiment: Experiment, data: AnyDataset, loss: number, accuracy: number): Quality {
  if (!Number.isFinite(loss)) return {};
  if (!isRegression(data)) return { loss, accuracy };
  const rmse = Math.sqrt(Math.max(0, loss));
  const { loss: variance } = baselineOf(data, lossOf(experiment, data));
  return variance > 0 ? { loss, rmse, explained: 1 - loss / variance } : { loss, rmse };
}
