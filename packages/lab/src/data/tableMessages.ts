import type { Experiment, Table } from 'gradscope';

/** What a column holds, for somebody to choose by. */
export interface ColumnSummary {
  readonly name: string;
  readonly width: number;
  readonly rows: number;
  /** Whether any of it is a number. */
  readonly hasNumbers: boolean;
  /** What stands in the way of taking it as numbers; empty if nothing does. */
  readonly note: string;
}

/** The columns of a file, and how it was read. */
export interface ReadColumns {
  readonly columns: readonly ColumnSummary[];
  /** False if the file's first line is a row. */
  readonly header: false | undefined;
  /** What was taken for granted, in a few words each. */
  readonly guesses: readonly string[];
}

/** What the page asks: only the last file that was read is known. */
export type TableQuestion =
  | { readonly kind: 'read'; readonly file: File }
  /** Whether the experiment can be trained on the table, or else on that of the file. */
  | { readonly kind: 'check'; readonly experiment: Experiment; readonly table?: Table | undefined };

export type TableAnswer =
  | ({ readonly kind: 'columns' } & ReadColumns)
  /** The columns that are used, with numbers where text has to be them. */
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'complaint'; readonly message: string };
