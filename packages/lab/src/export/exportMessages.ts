import type { NotebookFigure, RunFormatName, TrainedNetwork } from '@gradscope/formats';
import type { AnyDataset, Experiment } from 'gradscope';

/** The contents of a file to make. */
export type ExportOrder =
  /** The experiment as YAML, under a comment of at most one line. */
  | { readonly kind: 'experiment'; readonly experiment: Experiment; readonly remark: string }
  | { readonly kind: 'numpy' | 'pytorch'; readonly experiment: Experiment; readonly data: AnyDataset }
  | {
      readonly kind: 'notebook';
      readonly experiment: Experiment;
      readonly data: AnyDataset;
      readonly figures: readonly NotebookFigure[];
    }
  /** The rows that are trained on. */
  | { readonly kind: 'data'; readonly data: AnyDataset }
  | { readonly kind: 'run'; readonly format: RunFormatName; readonly network: TrainedNetwork };

export interface ExportQuestion {
  readonly id: number;
  readonly order: ExportOrder;
}

export type ExportAnswer = { readonly id: number } & (
  | { readonly kind: 'content'; readonly content: string | Uint8Array }
  | { readonly kind: 'complaint'; readonly message: string }
);
