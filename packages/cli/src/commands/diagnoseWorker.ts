import { addOwnKinds } from '@gradscope/sweep/ownKinds';
import { runTrial, type Table, type Trial, type TrialResult } from 'gradscope';

await addOwnKinds();

/** The input of a worker. */
export interface TrialTask {
  readonly trial: Trial;
  readonly table: Table | undefined;
  /** One element in shared memory; any value except 0 tells the worker to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** Runs one trial; a worker thread of the pool calls it. */
export default function run({ trial, table, stop }: TrialTask): TrialResult {
  return runTrial(trial, table, () => Atomics.load(stop, 0) !== 0);
}
