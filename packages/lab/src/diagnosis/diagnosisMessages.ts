import type { Diagnosis, Experiment, Table, Verdict } from 'gradscope';

/** A question of the page to the worker, one at a time. */
export interface DiagnosisQuestion {
  readonly experiment: Experiment;
  /** The network's place in the experiment. */
  readonly index: number;
  /** The most steps to run, further limited to what a few seconds allow. */
  readonly steps: number;
  /** True to try and prove remedies. */
  readonly remedies: boolean;
  readonly table: Table | undefined;
}

/** The progress of a diagnosis within its present stage. */
export interface DiagnosisProgress {
  readonly stage: Exclude<Diagnosis['stage'], 'done'>;
  readonly done: number;
  readonly of: number;
}

export type DiagnosisReport =
  | { readonly kind: 'progress'; readonly progress: DiagnosisProgress }
  /** The verdict so far; if `isWhole`, the final one. */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly isWhole: boolean }
  | { readonly kind: 'complaint'; readonly message: string };
