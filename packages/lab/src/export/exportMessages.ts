import type { NotebookFigure, RunFormatName, TrainedNetwork } from '@gradscope/formats';
import type { AnyDataset, Experiment } from 'gradscope';

/** What a file is made of. */
export type ExportOrder =
  /** The experiment as YAML, under a remark of one line or none. */
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
