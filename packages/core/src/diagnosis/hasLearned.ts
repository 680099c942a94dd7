import type { AnyDataset } from '../data/dataset.ts';
import { lossOf } from '../experiment/lossOf.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Parameters } from '../network/parameters.ts';
import { baselineOf } from './baseline.ts';
import { penaltyOf } from './penalty.ts';
import { learnedOf } from './progress.ts';
import { thresholds } from './thresholds.ts';

/** The results of a run. */
export interface LearnedRun {
  /** The `l2` term included. */
  readonly loss: number;
  readonly accuracy: number;
  readonly divergedAt: number | null;
  /** If missing, the `l2` term counts as not learned for regression data. */
  readonly final?: Parameters;
}

/**
 * Whether a finished run has learned half of what the best constant answer gets wrong. If it has not, a
 * diagnosis is worthwhile. If that answer is always right there is nothing to learn, and every run that did
 * not diverge has learned it.
 */
export function hasLearned(
  experiment: Experiment,
  data: AnyDataset,
  { loss, accuracy, divergedAt, final = [] }: LearnedRun,
): boolean {
  if (divergedAt !== null) return false;
  const baseline = baselineOf(data, lossOf(experiment, data));
  const dataLoss = loss - penaltyOf(final, experiment.training.l2);
  return (
    baseline.loss === baseline.floor || learnedOf(dataLoss, accuracy, baseline) >= thresholds.learned.value
  );
}
