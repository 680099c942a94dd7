import progress from 'cli-progress';
import { print, printError, steer } from './print.ts';
import type { Place } from './progressLine.ts';
import { progressLines } from './progressLines.ts';

/** The display of a long command: text on standard output, and on a terminal live bars below it. */
export interface Screen {
  /** Writes to standard output. */
  print(text: string): void;
  /** Says something, a whole line, that is not part of the output. */
  note(line: string): void;
  /** Takes the bars away; afterwards text goes straight through. */
  stop(): void;
}

/** Without bars: for files, pipes, and readers who want none. */
export function plainScreen(): Screen {
  return {
    print,
    note: line => printError(`${line}\n`),
    stop: () => {},
  };
}

const CLEAR_BELOW = '\x1b[0J';

/** The assumed size of a terminal that does not report it. */
const [COLUMNS, ROWS] = [80, 24];

/**
 * With live bars on standard error, which must be a terminal, for the present state of `places` each time the
 * bars are drawn.
 */
export function barScreen(places: readonly Place[]): Screen {
  // The other half is for the text above.
  const rows = Math.min(places.length, Math.max(1, Math.floor((process.stderr.rows || ROWS) / 2)));
  let lines: readonly string[] = [];
  let pending: (() => void)[] = [];
  let stopped = false;
  const bars = new progress.MultiBar<{ readonly row: number }>({
    stream: process.stderr,
    fps: 10,
    clearOnComplete: true,
    hideCursor: true,
    linewrap: true,
    gracefulExit: false,
    // Text written above also overwrites the line of an unchanged bar.
    forceRedraw: true,
    format: (_options, _place, { row }) => lines[row],
  });

  const flush = () => {
    const writes = pending;
    pending = [];
    if (writes.length > 0) steer(CLEAR_BELOW);
    for (const write of writes) write();
  };
  const stop = () => {
    if (stopped) return;
    stopped = true;
    process.removeListener('exit', stop);
    bars.stop();
    flush();
  };
  /** Both streams may be the same terminal: text is written when the bars are redrawn, with the cursor above them. */
  const write = (action: () => void) => void (stopped ? action() : pending.push(action));

  bars.on('redraw-pre', () => {
    flush();
    lines = progressLines(places, rows, process.stderr.columns || COLUMNS);
  });
  process.once('exit', stop);
  for (let row = 0; row < rows; row++) bars.create(1, 0, { row });
  return {
    print: text => write(() => print(text)),
    note: line =>
      write(() => {
        steer(CLEAR_BELOW);
        printError(`${line}\n`);
      }),
    stop,
  };
}
