import { fileURLToPath } from 'node:url';
import type { Table, Trial, TrialResult } from 'gradscope';
import { Piscina } from 'piscina';
import type { TrialTask } from './diagnoseWorker.ts';

export interface TrialThreads {
  /** Trials that run at once. */
  readonly threads: number;
  /** When aborted, running trials end soon, with their results so far. */
  readonly signal: AbortSignal;
}

/** A source of trials, such as `Diagnosis` and `TwinDiagnosis`. */
interface Trials {
  readonly steps: number;
  next(): Trial[];
  take(results: readonly TrialResult[]): void;
}

/** Runs all trials of a source; `onPhase` receives their number before they run. */
export type RunTrials = (
  asking: Trials,
  table: Table | undefined,
  onPhase: (trials: number, steps: number) => void,
) => Promise<void>;

const WORKER = fileURLToPath(new URL('./diagnoseWorker.js', import.meta.url));

/** Has threads for trials as long as `body` runs. */
export async function withTrialThreads<T>(
  { threads, signal }: TrialThreads,
  body: (run: RunTrials) => Promise<T>,
): Promise<T> {
  const pool = new Piscina({
    filename: WORKER,
    minThreads: threads,
    maxThreads: threads,
    recordTiming: false,
  });
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const tellWorkers = () => Atomics.store(stop, 0, 1);
  signal.addEventListener('abort', tellWorkers);
  if (signal.aborted) tellWorkers();
  try {
    return await body(async (asking, table, onPhase) => {
      const run = (trial: Trial): Promise<TrialResult> =>
        pool.run({ trial, table, stop } satisfies TrialTask);
      for (let trials = asking.next(); trials.length > 0; trials = asking.next()) {
        onPhase(trials.length, asking.steps);
        asking.take(await Promise.all(trials.map(run)));
      }
    });
  } finally {
    signal.removeEventListener('abort', tellWorkers);
    await pool.destroy();
  }
}
