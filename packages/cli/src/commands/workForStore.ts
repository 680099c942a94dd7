import { availableParallelism } from 'node:os';
import { durationText } from 'gradscope';
import { CliError } from '../cliError.ts';
import { type Interruption, listenForInterruption } from '../interruption.ts';
import { type OpenStore, withStorePatiently } from '../sweep/withStore.ts';
import { print, printError } from '../terminal/print.ts';

const INTERRUPTED = 130;
const LINE_MILLISECONDS = 60_000;

export interface WorkerSettings {
  readonly store?: string;
  readonly threads?: number;
  readonly checkpoint?: number;
  readonly idle?: number;
  readonly quiet?: boolean;
}

/**
 * Does the runs of the sweeps in a PostgreSQL store, until there are none for a while, or it is interrupted.
 *
 * @returns the exit code
 * @throws CliError if the store is no server, cannot be opened, or fails
 */
export async function workForStore(settings: WorkerSettings, quit: () => void): Promise<number> {
  const { store } = settings;
  if (!store?.includes('://')) {
    const got = store === undefined ? 'none' : JSON.stringify(store);
    throw new CliError(`--store: expected postgres://…, since a folder is for one process alone, got ${got}`);
  }
  // Listens from here on, because the first process of a container receives SIGTERM only if it listens for it.
  const interruption = listenForInterruption(quit);
  try {
    await workUntilInterrupted(store, settings, interruption.signal);
  } finally {
    interruption.dispose();
  }
  return exitCode(interruption);
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
