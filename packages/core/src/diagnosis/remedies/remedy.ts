import type { Experiment } from '../../experiment/schema.ts';
import type { Change } from '../change.ts';

/** Makes one kind of change to an experiment; undefined if it would change nothing or does not fit. */
export type Remedy = (experiment: Experiment, index: number) => Change | undefined;

/** A change, and how to make it on top of another. */
export interface Candidate {
  readonly change: Change;
  readonly remedy: Remedy;
}

/** The change as a list of one; an empty list if the remedy makes none. */
export function candidate(remedy: Remedy, experiment: Experiment, index: number): Candidate[] {
  const change = remedy(experiment, index);
  return change ? [{ change, remedy }] : [];
}

/** Settings are plain data. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
