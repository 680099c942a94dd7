import { Diagnosis, ExperimentError, hasLearned, runTrial, type Verdict } from 'gradscope';
import { yieldTo } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from './messages.ts';

/** Up to this many steps, nothing can be called wrong. */
const FEWEST_STEPS = 100;
/**
 * The most networks to diagnose; others are only named. Each takes a few seconds, but of sequences and pictures minutes:
 * those are left to `gradscope diagnose`.
 */
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
 * @throws the signal's reason, soon after it is aborted
 */
export async function findingsOf(outcome: Outcome, signal?: AbortSignal): Promise<Finding[]> {
  const { experiment, data, runs } = outcome;
  const findings: Finding[] = [];
  let diagnosed = 0;
  for (const run of runs) {
    const isLong = run.divergedAt !== null || run.steps >= FEWEST_STEPS;
    const failed = !run.interrupted && isLong && !hasLearned(experiment, data, run);
    const isDiagnosed = failed && !data.axes && diagnosed++ < MOST;
    findings.push({ run, failed, ...(isDiagnosed && (await diagnosisOf(run, outcome, signal))) });
  }
  return findings;
}

/** The verdict, one trial after the other: together they take seconds. */
async function diagnosisOf(
  { name }: TimedRun,
  { experiment, table }: Outcome,
  signal: AbortSignal | undefined,
): Promise<Pick<Finding, 'verdict' | 'complaint'>> {
  const index = experiment.networks.findIndex(network => network.name === name);
  try {
    const diagnosis = new Diagnosis(experiment, index, { remedies: false, table });
    for (let trials = diagnosis.next(); trials.length > 0; trials = diagnosis.next()) {
      const results = [];
      for (const trial of trials) {
        await yieldTo(signal);
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
