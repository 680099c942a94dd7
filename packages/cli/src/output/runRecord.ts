import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import { version } from '../version.ts';

/** What `run.json` holds: where the numbers come from, and what came out. JSON has no NaN or infinity: they are null there. */
export function runRecord({ experiment, guess, data, runs, startedAt, seconds }: Outcome) {
  return {
    gradscope: version,
    engine: 'wasm',
    precision: experiment.precision,
    seed: experiment.seed,
    startedAt: startedAt.toISOString(),
    seconds,
    // The arrays hold numbers alone.
    ...('classNames' in data && { classNames: data.classNames }),
    ...(guess !== undefined && { table: guess }),
    interrupted: runs.some(({ interrupted }) => interrupted),
    networks: runs.map(networkRecord),
    experiment,
  };
}

export type RunRecord = ReturnType<typeof runRecord>;

function networkRecord({ seconds, ...run }: TimedRun) {
  const { name, loss, accuracy, test, steps, interrupted, divergedAt, broken } = run;
  const microsecondsPerStep = (seconds / Math.max(1, steps)) * 1e6;
  return { name, loss, accuracy, test, steps, interrupted, divergedAt, broken, seconds, microsecondsPerStep };
}
