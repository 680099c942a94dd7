import { countText, diagnose, ExperimentError, hasLearned, symptomTitle, type Verdict } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';

/** After fewer steps nothing is wrong yet. */
const FEWEST_STEPS = 100;
/** So many networks are diagnosed; the others are named. Each takes some seconds. */
const MOST = 3;

/** What became of one network. */
export interface Finding {
  readonly run: TimedRun;
  /** Whether it ended in time and has not learned half of what can be learned. */
  readonly failed: boolean;
  /** Why it failed, if that was looked into; or what kept it from being looked into. */
  readonly verdict?: Verdict;
  readonly complaint?: string;
}

/** What became of each network, with the diagnoses of the first that failed. */
export function findingsOf({ experiment, table, data, runs }: Outcome): Finding[] {
  let diagnosed = 0;
  return runs.map(run => {
    const isLong = run.divergedAt !== null || run.steps >= FEWEST_STEPS;
    const failed = !run.interrupted && isLong && !hasLearned(experiment, data, run);
    if (!failed || diagnosed++ >= MOST) return { run, failed };
    const index = experiment.networks.findIndex(({ name }) => name === run.name);
    try {
      return { run, failed, verdict: diagnose(experiment, index, { remedies: false, table }) };
    } catch (error) {
      // Such as where there is nothing to learn: the rest of the report is there all the same.
      if (error instanceof ExperimentError) return { run, failed, complaint: error.message };
      throw error;
    }
  });
}

/** A finding in a few words, for a table. */
export function findingText({ run, failed, verdict }: Finding, learned: (run: TimedRun) => boolean): string {
  if (run.divergedAt !== null) return `diverged at step ${countText(run.divergedAt)}`;
  if (run.interrupted) return `interrupted at step ${countText(run.steps)}`;
  const [first] = verdict?.symptoms ?? [];
  if (first) return symptomTitle(first);
  if (failed) return verdict ? 'no symptom; it learns slowly' : 'learned less than half';
  return learned(run) ? 'learned' : 'too few steps to tell';
}
