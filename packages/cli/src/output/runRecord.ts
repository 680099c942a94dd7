import { ownModules } from '@gradscope/sweep/ownKinds';
import type { Experiment } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import { version } from '../version.ts';
import { shownPath } from './shownPath.ts';

/**
 * The contents of `run.json`: the origin of the numbers, and the results. NaN and infinity, which JSON lacks,
 * are null.
 */
export function runRecord({ experiment, guess, data, runs, startedAt, seconds }: Outcome) {
  return {
    gradscope: version,
    engine: 'wasm',
    precision: experiment.precision,
    seed: experiment.seed,
    startedAt: startedAt.toISOString(),
    seconds,
    // The arrays hold only numbers.
    ...('classNames' in data && { classNames: data.classNames }),
    ...(guess !== undefined && { table: guess }),
    // Whoever reads the experiment needs their kinds.
    ...(ownModules().length > 0 && { import: ownModules().map(shownPath) }),
    interrupted: runs.some(({ interrupted }) => interrupted),
    networks: runs.map(networkRecord),
    experiment: experiment as Experiment,
  };
}

export type RunRecord = ReturnType<typeof runRecord>;

function networkRecord({ seconds, ...run }: TimedRun) {
  const { name, loss, accuracy, test, steps, interrupted, divergedAt, broken } = run;
  const microsecondsPerStep = (seconds / Math.max(1, steps)) * 1e6;
  return { name, loss, accuracy, test, steps, interrupted, divergedAt, broken, seconds, microsecondsPerStep };
}
