import type { MapCell } from '@gradscope/figures';
import type { PlainExperiment } from './mapPlan.ts';

/** Runs of a sweep for a worker to see to. */
export interface FillJob {
  readonly sweep: PlainExperiment;
  /** The file of its data, if it is a table. */
  readonly table: File | undefined;
  readonly indices: readonly number[];
  /** The results of runs that are already trained, in order; the others must be trained. */
  readonly known: readonly (MapCell | undefined)[];
  /** Whether to find each run's symptom. */
  readonly symptoms: boolean;
}

/** The results, in order; undefined if the axes' values are no valid experiment. */
export interface FillAnswer {
  readonly cells: readonly (MapCell | undefined)[];
  /** Why the last of those cannot be. */
  readonly complaint: string | undefined;
}
