// The part of papaparse that is used here; its published types bring those of Node with them.
declare module 'papaparse' {
  export interface ParseError {
    readonly type: 'Quotes' | 'Delimiter';
    readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter';
    /** Its place in `data`. */
    readonly row: number;
    /** Where the cell begins, in characters; of quotes only. */
    readonly index?: number;
  }

  interface ParseConfig {
    /** Not given, it is the one of `delimitersToGuess` that seems right. */
    readonly delimiter?: string | undefined;
    readonly delimitersToGuess?: readonly string[];
    /** How many rows to read. */
    readonly preview?: number;
    /** Whether text without quotes is split at once, which leaves `cursor` a row too far. */
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
