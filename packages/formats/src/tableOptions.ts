/** Facts about a table, and a listener for guesses. */
export interface TableOptions {
  /**
   * Whether the first line of a CSV names the columns. If missing, this is detected, and a header that looks
   * like a row is refused.
   */
  readonly header?: boolean | undefined;
  /** Receives each guess, in a few words. */
  readonly onGuess?: ((guess: string) => void) | undefined;
}
