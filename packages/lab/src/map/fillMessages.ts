import type { MapCell } from '@gradscope/figures';
import type { PlainExperiment } from './mapPlan.ts';

/** A job for a worker: runs of a sweep to train or to diagnose. */
export interface FillJob {
  readonly sweep: PlainExperiment;
  /** The file of its data, if it is a table. */
  readonly table: File | undefined;
  readonly indices: readonly number[];
  /** The results of runs that are already trained, in order; the others must be trained. */
  readonly known: readonly (MapCell | undefined)[];
  /** True to find the symptom of each run. */
  readonly symptoms: boolean;
}

/** The results, in order; undefined if the axes' values are no valid experiment. */
export interface FillAnswer {
  readonly cells: readonly (MapCell | undefined)[];
  /** Why the last of the invalid runs is invalid. */
  readonly complaint: string | undefined;
}
