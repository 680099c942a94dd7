import type { Experiment, Table, Verdict } from 'gradscope';

/** What the page asks of the worker, one thing at a time. */
export interface DiagnosisQuestion {
  readonly experiment: Experiment;
  /** The network's place in the experiment. */
  readonly index: number;
  /** At most so many steps of it, and no more than some seconds allow. */
  readonly steps: number;
  /** Whether remedies are tried and proven. */
  readonly remedies: boolean;
  readonly table: Table | undefined;
}

/** How far the runs of a diagnosis have come: those of the network and its references, of the remedies, and of the best with other seeds. */
export interface DiagnosisProgress {
  readonly phase: 'measure' | 'try' | 'prove';
  readonly done: number;
  readonly of: number;
}

export type DiagnosisReport =
  | { readonly kind: 'progress'; readonly progress: DiagnosisProgress }
  /** What is known so far, and at last, `isWhole`, what is known. */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly isWhole: boolean }
  | { readonly kind: 'complaint'; readonly message: string };
