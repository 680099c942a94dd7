import { Diagnosis, type Experiment, type Table, type Verdict } from 'gradscope';
import { type TrialThreads, withTrialThreads } from './trialThreads.ts';

export interface DiagnoseOptions extends TrialThreads {
  readonly table: Table | undefined;
  readonly steps: number | undefined;
  readonly seeds: number | undefined;
  readonly remedies: boolean;
  /** Called before trials are run. */
  readonly onPhase: (network: string, trials: number, steps: number) => void;
}

/**
 * Diagnoses the networks of an experiment, one after the other, the trials of each in threads; the verdict
 * does not depend on their number. After an abort, the remaining networks are left out.
 */
export function diagnoseExperiment(
  experiment: Experiment,
  { table, threads, steps, seeds, remedies, signal, onPhase }: DiagnoseOptions,
): Promise<Verdict[]> {
  return withTrialThreads({ threads, signal }, async run => {
    const verdicts: Verdict[] = [];
    for (const [index, { name }] of experiment.networks.entries()) {
      if (signal.aborted) break;
      const diagnosis = new Diagnosis(experiment, index, {
        remedies,
        table,
        ...(steps !== undefined && { steps }),
        ...(seeds !== undefined && { seeds }),
      });
      await run(diagnosis, table, (trials, each) => onPhase(name, trials, each));
      const verdict = diagnosis.verdict();
      if (verdict) verdicts.push(verdict);
    }
    return verdicts;
  });
}
