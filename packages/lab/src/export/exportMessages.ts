import type { TrainedNetwork, WholeExperiment } from '@gradscope/formats';
import type { AnyDataset } from 'gradscope';

/** The contents of a file to make; formats by name. */
export type ExportOrder =
  | { readonly kind: 'experiment'; readonly format: string; readonly whole: WholeExperiment }
  /** The rows that are trained on. */
  | { readonly kind: 'data'; readonly data: AnyDataset }
  | { readonly kind: 'run'; readonly format: string; readonly network: TrainedNetwork };

export interface ExportQuestion {
  readonly id: number;
  readonly order: ExportOrder;
}

export type ExportAnswer = { readonly id: number } & (
  | { readonly kind: 'content'; readonly content: string | Uint8Array }
  | { readonly kind: 'complaint'; readonly message: string }
);
