import { countText, diagnose, ExperimentError, hasLearned, symptomTitle, type Verdict } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';

/** Up to this many steps, nothing can be called wrong. */
const FEWEST_STEPS = 100;
/** The most networks to diagnose; others are only named. Each takes a few seconds. */
const MOST = 3;

/** The result of one network. */
export interface Finding {
  readonly run: TimedRun;
  /** Whether it finished and has not learned half of what can be learned. */
  readonly failed: boolean;
  /** The diagnosis, if it was made; or the reason why it could not be made. */
  readonly verdict?: Verdict;
  readonly complaint?: string;
}

/** The result of each network, with the diagnoses of the first that failed. */
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
      // For example if there is nothing to learn: the rest of the report is still written.
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
