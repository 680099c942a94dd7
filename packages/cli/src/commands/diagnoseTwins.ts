import { type LogVerdict, TwinDiagnosis, TwinError, type TwinVerdict } from 'gradscope';
import { type TrialThreads, withTrialThreads } from './trialThreads.ts';

export interface TwinOptions extends TrialThreads {
  readonly steps: number | undefined;
  readonly seeds: number | undefined;
  readonly remedies: boolean;
  /** Called before trials are run. */
  readonly onPhase: (run: string, trials: number, steps: number) => void;
}

/**
 * The result for the twin of one log; undefined for a log without symptoms, and for one that was not reached
 * before the end.
 */
export type TwinResult = TwinVerdict | TwinError | undefined;

/** Diagnoses a twin of each logged run that has a symptom, one after the other. @returns one result for each verdict, in order */
export async function diagnoseTwins(
  verdicts: readonly LogVerdict[],
  { threads, signal, steps, seeds, remedies, onPhase }: TwinOptions,
): Promise<TwinResult[]> {
  const made = verdicts.map(verdict =>
    verdict.healthy ? undefined : twinOrError(verdict, { steps, seeds, remedies }),
  );
  if (!made.some(one => one instanceof TwinDiagnosis)) return made as TwinResult[];
  return withTrialThreads({ threads, signal }, async run => {
    const results: TwinResult[] = [];
    for (const [i, one] of made.entries()) {
      if (!(one instanceof TwinDiagnosis)) results.push(one);
      else {
        if (!signal.aborted) {
          await run(one, one.twin.table, (trials, each) => onPhase(verdicts[i].name, trials, each));
        }
        results.push(one.verdict());
      }
    }
    return results;
  });
}

function twinOrError(
  verdict: LogVerdict,
  { steps, seeds, remedies }: Pick<TwinOptions, 'steps' | 'seeds' | 'remedies'>,
): TwinDiagnosis | TwinError {
  try {
    return new TwinDiagnosis(verdict, { remedies, steps, ...(seeds !== undefined && { seeds }) });
  } catch (error) {
    if (error instanceof TwinError) return error;
    throw error;
  }
}
