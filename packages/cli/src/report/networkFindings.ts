import {
  countText,
  Diagnosis,
  ExperimentError,
  hasLearned,
  runTrial,
  symptomTitle,
  type Verdict,
} from 'gradscope';
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

/**
 * The result of each network, with the diagnoses of the first that failed.
 *
 * @param between called before each trial of a diagnosis; what it throws ends them
 */
export async function findingsOf(outcome: Outcome, between: () => Promise<void>): Promise<Finding[]> {
  const { experiment, data, runs } = outcome;
  const findings: Finding[] = [];
  let diagnosed = 0;
  for (const run of runs) {
    const isLong = run.divergedAt !== null || run.steps >= FEWEST_STEPS;
    const failed = !run.interrupted && isLong && !hasLearned(experiment, data, run);
    const isDiagnosed = failed && diagnosed++ < MOST;
    findings.push({ run, failed, ...(isDiagnosed && (await diagnosisOf(run, outcome, between))) });
  }
  return findings;
}

/** The verdict, one trial after the other: together they take seconds. */
async function diagnosisOf(
  { name }: TimedRun,
  { experiment, table }: Outcome,
  between: () => Promise<void>,
): Promise<Pick<Finding, 'verdict' | 'complaint'>> {
  const index = experiment.networks.findIndex(network => network.name === name);
  try {
    const diagnosis = new Diagnosis(experiment, index, { remedies: false, table });
    for (let trials = diagnosis.next(); trials.length > 0; trials = diagnosis.next()) {
      const results = [];
      for (const trial of trials) {
        await between();
        results.push(runTrial(trial, table));
      }
      diagnosis.take(results);
    }
    return { verdict: diagnosis.verdict()! };
  } catch (error) {
    // For example if there is nothing to learn: the rest of the report is still written.
    if (error instanceof ExperimentError) return { complaint: error.message };
    throw error;
  }
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
