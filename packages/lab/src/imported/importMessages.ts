import type { ImportedLog } from '@gradscope/formats';

/** A chosen or dropped file, with its path from the folder that was. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

/** Files to read, and how: see `docs/importing.md`. */
export interface ImportQuestion {
  /** Comes back with the answer: an earlier question may still be worked on. */
  readonly id: number;
  /** True if these are the same files as before, perhaps grown, so that only additions need to be read. */
  readonly goesOn: boolean;
  readonly files: readonly ChosenFile[];
  /** `regex=quantity:layer` each. */
  readonly rules: readonly string[];
  /** The layers in forward order; undefined to use the order of their names. */
  readonly layers: readonly string[] | undefined;
}

/** An imported run with its diagnosis. */
export interface DiagnosedLog extends ImportedLog {
  readonly healthy: boolean;
  /** The verdict in words, the outcome first. */
  readonly verdict: readonly string[];
}

export type ImportAnswer = { readonly id: number } & Outcome;

export type Outcome =
  | { readonly kind: 'logs'; readonly logs: readonly DiagnosedLog[]; readonly notes: readonly string[] }
  /** A file was written to while it was read. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'complaint'; readonly message: string };
