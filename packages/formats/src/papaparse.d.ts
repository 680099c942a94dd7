// The part of papaparse that is used here; its published types include those of Node.
declare module 'papaparse' {
  export interface ParseError {
    readonly type: 'Quotes' | 'Delimiter';
    readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter';
    /** Its place in `data`. */
    readonly row: number;
    /** The index of the cell in characters; only for errors about quotes. */
    readonly index?: number;
  }

  interface ParseConfig {
    /** If missing, the best of `delimitersToGuess`. */
    readonly delimiter?: string | undefined;
    readonly delimitersToGuess?: readonly string[];
    /** The number of rows to read. */
    readonly preview?: number;
    /** Whether to split text without quotes at once, which leaves `cursor` a row too far. */
    readonly fastMode?: boolean;
  }

  const papaparse: {
    parse(
      text: string,
      config: ParseConfig,
    ): {
      readonly data: string[][];
      readonly errors: ParseError[];
      /** `cursor` is how far was read, in characters. */
      readonly meta: { readonly cursor: number; readonly delimiter: string };
    };
    unparse(rows: readonly (readonly string[])[], config: { readonly newline: string }): string;
  };
  export default papaparse;
}
