import type { AnyDataset, Experiment, Table } from 'gradscope';
import type { TimedRun } from './training/messages.ts';

/** An experiment with its runs: the source of saved files, figures and reports. */
export interface Outcome {
  readonly experiment: Experiment;
  /** The contents of the data file, if the data is a table. */
  readonly table: Table | undefined;
  /** The guesses made about it, in one line. */
  readonly guess?: string | undefined;
  readonly data: AnyDataset;
  /** In the order of the networks; without those whose thread failed. */
  readonly runs: readonly TimedRun[];
  readonly startedAt: Date;
  /** Wall time of the training of all networks together. */
  readonly seconds: number;
}
