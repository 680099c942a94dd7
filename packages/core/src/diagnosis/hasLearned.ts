import type { AnyDataset } from '../data/dataset.ts';
import { lossOf } from '../experiment/loss.ts';
import type { Run } from '../experiment/run.ts';
import type { Experiment } from '../experiment/schema.ts';
import { baselineOf } from './baseline.ts';
import { learnedOf } from './progress.ts';
import { thresholds } from './thresholds.ts';

/**
 * Whether a finished run has learned half of what the best constant answer gets wrong: one that has not is worth a
 * diagnosis. Where that answer gets nothing wrong, there is nothing to learn, and none.
 */
export function hasLearned(
  experiment: Experiment,
  data: AnyDataset,
  { loss, accuracy, divergedAt }: Pick<Run, 'loss' | 'accuracy' | 'divergedAt'>,
): boolean {
  const baseline = baselineOf(data, lossOf(experiment, data));
  if (baseline.loss === 0) return true;
  return divergedAt === null && learnedOf(loss, accuracy, baseline) >= thresholds.learned.value;
}
