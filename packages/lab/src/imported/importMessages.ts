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
  /** The same files as before, which may have grown: what was read of them need not be read again. */
  readonly goesOn: boolean;
  readonly files: readonly ChosenFile[];
  /** `regex=quantity:layer` each. */
  readonly rules: readonly string[];
  /** The layers in forward order; undefined if their names tell it. */
  readonly layers: readonly string[] | undefined;
}

/** A run that was read, and what is said of it. */
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
