import type { AnyDataset, Experiment, Table } from 'gradscope';
import type { TimedRun } from './training/messages.ts';

/** An experiment with its runs: what is saved, drawn and reported. */
export interface Outcome {
  readonly experiment: Experiment;
  /** What the file of its data holds, where that is a table. */
  readonly table: Table | undefined;
  /** What was taken for granted of it, in one line. */
  readonly guess?: string | undefined;
  readonly data: AnyDataset;
  /** In the order of the networks; without those whose thread failed. */
  readonly runs: readonly TimedRun[];
  readonly startedAt: Date;
  /** Wall time of the training of all networks together. */
  readonly seconds: number;
}
