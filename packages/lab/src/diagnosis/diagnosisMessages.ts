import type { Experiment, Table, Verdict } from 'gradscope';

/** A question of the page to the worker, one at a time. */
export interface DiagnosisQuestion {
  readonly experiment: Experiment;
  /** The network's place in the experiment. */
  readonly index: number;
  /** The most steps to run, further limited to what a few seconds allow. */
  readonly steps: number;
  /** Whether to try and prove remedies. */
  readonly remedies: boolean;
  readonly table: Table | undefined;
}

/**
 * The progress of a diagnosis: the runs of the network and its references, of the remedies, and of the best
 * with other seeds.
 */
export interface DiagnosisProgress {
  readonly phase: 'measure' | 'try' | 'prove';
  readonly done: number;
  readonly of: number;
}

export type DiagnosisReport =
  | { readonly kind: 'progress'; readonly progress: DiagnosisProgress }
  /** The verdict so far; if `isWhole`, the final one. */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly isWhole: boolean }
  | { readonly kind: 'complaint'; readonly message: string };
