/** What is known of a table, and who is told what was guessed. */
export interface TableOptions {
  /** Whether the first line of a CSV names the columns; without it that is found out, and refused if it looks like a row. */
  readonly header?: boolean | undefined;
  /** Told each thing that was taken for granted, in a few words. */
  readonly onGuess?: ((guess: string) => void) | undefined;
}
