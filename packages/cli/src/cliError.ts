/** Ends a command: printed without a stack, one line for each fault; the process ends with `exitCode`. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;
  readonly lines: readonly string[];

  /** @param exitCode 2, bad input, by default */
  constructor(message: string | readonly string[], exitCode = 2) {
    const lines = typeof message === 'string' ? [message] : message;
    super(lines.join('\n'));
    this.lines = lines;
    this.exitCode = exitCode;
  }
}
