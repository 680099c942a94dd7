import type { Experiment, Table } from 'gradscope';

/** A summary of a column, for the user's choice. */
export interface ColumnSummary {
  readonly name: string;
  readonly width: number;
  readonly rows: number;
  /** True if any of its values is a number. */
  readonly hasNumbers: boolean;
  /** Why it cannot be used as numbers; empty if it can. */
  readonly note: string;
}

/** The columns of a file, and how it was read. */
export interface ReadColumns {
  readonly columns: readonly ColumnSummary[];
  /** False if the file's first line is a row. */
  readonly header: false | undefined;
  /** The guesses that were made, a few words each. */
  readonly guesses: readonly string[];
}

/** The page's questions: the worker knows only the file read last. */
export type TableQuestion =
  | { readonly kind: 'read'; readonly file: File }
  /** Asks whether the experiment can be trained on the table or, without one, on that of the file. */
  | { readonly kind: 'check'; readonly experiment: Experiment; readonly table?: Table | undefined };

export type TableAnswer =
  | ({ readonly kind: 'columns' } & ReadColumns)
  /** The columns in use, with text converted to numbers if necessary. */
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'complaint'; readonly message: string };
