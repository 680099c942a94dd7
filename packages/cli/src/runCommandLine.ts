import { shownLines, shownText, withoutCredentials } from 'gradscope';
import { CliError } from './cliError.ts';
import { runProgram } from './program.ts';
import { printError } from './terminal/print.ts';

/** A bug of ours, as in sysexits.h: the only exit with a stack. */
const INTERNAL_ERROR = 70;

/**
 * Runs the command line and writes errors, if any, to standard error.
 *
 * @param args the arguments after the program's name
 * @param quit ends the process at once, when requested a second time
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], quit: () => void): Promise<number> {
  try {
    return await runProgram(args, quit);
  } catch (error) {
    if (error instanceof CliError) {
      for (const line of error.lines) printError(`gradscope: ${shownText(withoutCredentials(line))}\n`);
      return error.exitCode;
    }
    printError(
      `gradscope: internal error, please report it: ${withoutCredentials(shownLines(String((error as Error)?.stack ?? error)))}\n`,
    );
    return INTERNAL_ERROR;
  }
}
