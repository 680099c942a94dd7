import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { durationText } from 'gradscope';
import { CliError } from '../cliError.ts';
import { type Interruption, listenForInterruption } from '../interruption.ts';
import { checkpointOption } from '../sweep/checkpointOption.ts';
import { serverOption } from '../sweep/storeOption.ts';
import { type OpenStore, requireNode, withStorePatiently } from '../sweep/withStore.ts';
import { print, printError } from '../terminal/print.ts';
import { wholeNumber } from './wholeNumber.ts';

const EXAMPLES = `
Examples:
  $ gradscope worker --store postgres://me@db/gradscope
  $ gradscope worker --store postgres://me@db/gradscope --threads 8 --idle 60
`;

const MOST_THREADS = 1024;
const MOST_SECONDS = 1_000_000_000;
const INTERRUPTED = 130;
const LINE_MILLISECONDS = 60_000;

interface WorkerSettings {
  readonly store?: string;
  readonly threads?: number;
  readonly checkpoint?: number;
  readonly idle?: number;
  readonly quiet?: boolean;
}

/** Adds `gradscope worker`. */
export function addWorker(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  program
    .command('worker')
    .hook('preAction', requireNode)
    .summary('do the runs of the sweeps in a PostgreSQL store; any number of workers, anywhere')
    .description(
      'Takes runs from the queue of a PostgreSQL store and does them, until Ctrl-C. Start as many as there are machines: ' +
        'each run is recorded once, and others finish what a worker leaves undone. SIGTERM stops it too, with exit code 0.',
    )
    .addOption(serverOption())
    .option(
      '--threads <n>',
      'runs at once; the results do not depend on it (default: one a core)',
      wholeNumber('--threads', 1, MOST_THREADS),
    )
    .addOption(checkpointOption())
    .option('--idle <seconds>', 'end after this time without work', wholeNumber('--idle', 1, MOST_SECONDS))
    .option('--quiet', 'say nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (settings: WorkerSettings) => {
      const { store } = settings;
      if (!store?.includes('://')) {
        const got = store === undefined ? 'none' : JSON.stringify(store);
        throw new CliError(
          `--store: expected postgres://…, since a folder is for one process alone, got ${got}`,
        );
      }
      // Listens from here on, because the first process of a container receives SIGTERM only if it listens
      // for it.
      const interruption = listenForInterruption(quit);
      try {
        await workUntilInterrupted(store, settings, interruption.signal);
      } finally {
        interruption.dispose();
      }
      done(exitCode(interruption));
    });
}

/**
 * A service manager that ends a worker is no failure; a user's interruption is reported as by every other
 * command.
 */
function exitCode({ by }: Interruption): number {
  const name = by();
  return name === undefined || name === 'SIGTERM' ? 0 : INTERRUPTED;
}

async function workUntilInterrupted(
  store: string,
  settings: WorkerSettings,
  signal: AbortSignal,
): Promise<void> {
  let isOpen = false;
  try {
    await withStorePatiently(store, signal, open => {
      isOpen = true;
      return workAlong(open, settings, signal);
    });
  } catch (error) {
    // Interrupted while waiting for the store: there is nothing to give back.
    if (isOpen || !signal.aborted) throw error;
  }
}

async function workAlong(
  { database, shown }: OpenStore,
  { threads = availableParallelism(), checkpoint, idle, quiet = false }: WorkerSettings,
  signal: AbortSignal,
): Promise<void> {
  const { work } = await import('@gradscope/sweep');
  const say = (text: string) => void (quiet || print(`${text}\n`));
  const began = performance.now();
  let [runs, printedAt] = [0, began];
  const progressText = () => `${runs} runs in ${durationText((performance.now() - began) / 1000)}`;
  say(`Working for ${shown} in ${threads} threads. Ctrl-C stops.`);
  await work(database, {
    threads,
    signal,
    idleSeconds: idle,
    checkpointSeconds: checkpoint,
    onNote: text => printError(`${text}\n`),
    onRecorded: rows => {
      runs += rows.length;
      if (performance.now() - printedAt < LINE_MILLISECONDS) return;
      printedAt = performance.now();
      say(progressText());
    },
  });
  say(`Stopped after ${progressText()}; unfinished runs are queued again.`);
}
