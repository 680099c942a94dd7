import { CliError } from './cliError.ts';
import { runProgram } from './program.ts';
import { systemErrorText } from './systemError.ts';
import { oneLine } from './terminal/oneLine.ts';

/** A bug of ours, as in sysexits.h: the only end with a stack. */
const INTERNAL_ERROR = 70;
const INTERRUPTED = 130;
/** What a shell shows for a program whose reader went away (128 + SIGPIPE). */
const READER_GONE = 141;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(READER_GONE);
  // The terminal is gone. What is computed can be saved all the same; SIGHUP says whether to stop.
  if (error.code === 'EIO') return;
  process.stderr.write(
    `gradscope: standard output: expected to be writable, got ${systemErrorText(error)}\n`,
  );
  process.exit(2);
});

// What cannot be said there cannot be said at all; the exit code still can.
process.stderr.on('error', () => {});

// Without a listener a file that grows over the limit (`ulimit -f`) kills the process; with one, writing fails with EFBIG.
process.on('SIGXFSZ', () => {});

try {
  process.exitCode = await runProgram(process.argv.slice(2), () => process.exit(INTERRUPTED));
} catch (error) {
  if (error instanceof CliError) {
    for (const line of error.lines) process.stderr.write(`gradscope: ${oneLine(line)}\n`);
    process.exitCode = error.exitCode;
  } else {
    process.stderr.write(`gradscope: internal error, please report it: ${(error as Error).stack ?? error}\n`);
    process.exitCode = INTERNAL_ERROR;
  }
}
