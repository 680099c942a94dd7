import { runCommandLine } from './runCommandLine.ts';
import { systemErrorText } from './systemError.ts';
import { printError } from './terminal/print.ts';

const INTERRUPTED = 130;
/** The exit code that a shell shows for a program whose reader is gone (128 + SIGPIPE). */
const READER_GONE = 141;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(READER_GONE);
  // The terminal is gone. What is computed can be saved all the same; SIGHUP says whether to stop.
  if (error.code === 'EIO') return;
  printError(`gradscope: standard output: expected to be writable, got ${systemErrorText(error)}\n`);
  process.exit(2);
});

// If standard error fails, nothing can be reported; the exit code still can.
process.stderr.on('error', () => {});

// Without a listener a file that grows over the limit (`ulimit -f`) kills the process; with one, writing fails with EFBIG.
process.on('SIGXFSZ', () => {});

process.exitCode = await runCommandLine(process.argv.slice(2), () => process.exit(INTERRUPTED));
