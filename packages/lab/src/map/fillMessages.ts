import type { MapCell } from '@gradscope/figures';
import type { PlainExperiment } from './mapPlan.ts';

/** Runs of a sweep for a worker to see to. */
export interface FillJob {
  readonly sweep: PlainExperiment;
  /** The file that its data is read from, where it is a table. */
  readonly table: File | undefined;
  readonly indices: readonly number[];
  /** What became of those that are trained already, in their order; the others are to be trained. */
  readonly known: readonly (MapCell | undefined)[];
  /** Whether the symptom of each is to be told. */
  readonly symptoms: boolean;
}

/** What became of them, in their order; undefined if the axes' values make no experiment. */
export interface FillAnswer {
  readonly cells: readonly (MapCell | undefined)[];
  /** Why the last of those cannot be. */
  readonly complaint: string | undefined;
}
