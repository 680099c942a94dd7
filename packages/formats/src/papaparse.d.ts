// The part of papaparse that is used here; its published types bring those of Node with them.
declare module 'papaparse' {
  interface ParseError {
    readonly type: 'Quotes' | 'Delimiter';
    readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter';
    /** Its place in `data`. */
    readonly row: number;
  }

  interface ParseConfig {
    readonly delimitersToGuess: readonly string[];
  }

  const papaparse: {
    parse(text: string, config: ParseConfig): { readonly data: string[][]; readonly errors: ParseError[] };
    unparse(rows: readonly (readonly string[])[], config: { readonly newline: string }): string;
  };
  export default papaparse;
}
