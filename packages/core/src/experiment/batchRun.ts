import type { Table } from '../data/table.ts';
import type { Experiment } from './schema.ts';

/** A network of an experiment to be trained. */
export interface BatchRun {
  readonly experiment: Experiment;
  /** Its place in `experiment.networks`; default 0. */
  readonly index?: number;
  /** The rows of the file, if the experiment's data is a table. */
  readonly table?: Table | undefined;
}
