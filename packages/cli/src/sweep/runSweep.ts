import { availableParallelism } from 'node:os';
import { basename, extname } from 'node:path';
import type { Database, RunRow, SweepStatus } from '@gradscope/sweep';
import { countedText, countText, durationText } from 'gradscope';
import { listenForInterruption } from '../interruption.ts';
import { shellPath } from '../output/shellWord.ts';
import { print, printError, printJson } from '../terminal/print.ts';
import { readSweep } from './readSweep.ts';
import { SweepProgress } from './sweepProgress.ts';
import { outcomeText, statusJson } from './sweepText.ts';
import { type OpenStore, withStore } from './withStore.ts';

export interface RunSweepSettings {
  readonly store: string;
  readonly threads?: number;
  /** Seconds from one checkpoint of a long run to the next; 0: none. */
  readonly checkpoint?: number;
  readonly submitOnly?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const INTERRUPTED = 130;
const MANY_RUNS = 20_000;
/** How often to ask a server for the work of others. */
const POLL_MILLISECONDS = 2000;

/**
 * Stores the sweep of a file and does its runs, until all are finished.
 *
 * @param quit ends the process at once; called on a second Ctrl-C
 * @returns the exit code: 0, or 130 if interrupted
 * @throws CliError if the file or the store is invalid
 */
export async function runSweep(file: string, settings: RunSweepSettings, quit: () => void): Promise<number> {
  const { document, sweep, table, tableFile } = await readSweep(file);
  return withStore(settings.store, async open => {
    const { estimateSeconds, runsPerJob, statusOf, submit } = await import('@gradscope/sweep');
    const seconds = estimateSeconds(sweep, table);
    const name = basename(file, extname(file));
    const quiet = settings.quiet || settings.json;
    if (!quiet && sweep.total > MANY_RUNS) print(queueText(sweep.total, seconds, settings));
    const request = { name, document, table: tableFile, runsPerJob: runsPerJob(seconds) };
    const id = await submit(open.database, request);
    const [status] = await statusOf(open.database, id);
    if (!quiet) print(planText(status, seconds, settings, open));
    if (settings.submitOnly) return tellSubmitted(status, settings.json);
    return workUntilDone(open, status, settings, quit);
  });
}

/** Works on a stored sweep until all of its runs are finished, and reports the results. */
export async function workUntilDone(
  open: OpenStore,
  before: SweepStatus,
  settings: RunSweepSettings,
  quit: () => void,
): Promise<number> {
  const { reasonsOf, statusOf, work } = await import('@gradscope/sweep');
  const { database, shown } = open;
  const { sweepId } = before;
  const { signal, dispose } = listenForInterruption(quit);
  const began = performance.now();
  const meter = new Meter(database, before, settings.quiet || settings.json || false);
  try {
    await work(database, {
      threads: threadsOf(settings),
      signal,
      sweepId,
      checkpointSeconds: settings.checkpoint,
      onNote: text => printError(`${text}\n`),
      onRecorded: (rows, places, id) => id === sweepId && meter.add(rows, places),
    });
  } finally {
    await meter.stop();
    dispose();
  }
  const seconds = (performance.now() - began) / 1000;
  const [status] = await statusOf(database, sweepId);
  const reasons = await reasonsOf(database, sweepId);
  if (settings.json) {
    const document = { store: shown, sweep: statusJson(status), seconds, reasons };
    printJson(document);
  } else print(`${outcomeText(status, reasons, seconds)}\n${nextText(status, shown)}`);
  return signal.aborted ? INTERRUPTED : 0;
}

export function threadsOf({ threads = availableParallelism() }: RunSweepSettings): number {
  return threads;
}

/** Counts a sweep's finished runs: its own at once, others' now and then. */
class Meter {
  private readonly progress: SweepProgress;
  private readonly database: Database;
  private readonly before: SweepStatus;
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;
  private polling: Promise<void> = Promise.resolve();
  private done: number;
  private failed: number;

  constructor(database: Database, before: SweepStatus, quiet: boolean) {
    this.progress = new SweepProgress(quiet);
    this.database = database;
    this.before = before;
    this.done = before.done;
    this.failed = failedOf(before);
    this.timer = setInterval(() => {
      if (database.location.kind === 'server') this.polling = this.polling.then(() => this.poll());
      else this.show();
    }, POLL_MILLISECONDS);
  }

  add(rows: readonly RunRow[], places: number): void {
    this.done += places;
    this.failed += rows.filter(({ status }) => status === 'timeout' || status === 'failed').length;
    this.show();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.polling;
    this.progress.stop();
  }

  /** The server may be away for a while: then the next poll asks again. */
  private async poll(): Promise<void> {
    const { statusOf } = await import('@gradscope/sweep');
    const [status] = await statusOf(this.database, this.before.sweepId).catch(() => []);
    if (!status) return;
    this.done = status.done;
    this.failed = failedOf(status);
    this.show();
  }

  private show(): void {
    const { total, done } = this.before;
    const seconds = (performance.now() - this.began) / 1000;
    this.progress.show({ done: this.done, total, failed: this.failed, fresh: this.done - done, seconds });
  }
}

const failedOf = ({ runs }: SweepStatus): number => runs.timeout + runs.failed;

/** Queueing this many is slow, so the message announces them first. */
export function queueText(total: number, seconds: number, settings: RunSweepSettings): string {
  const threads = threadsOf(settings);
  const all = durationText((total * seconds) / threads);
  return `Queueing ${countedText(total, 'run')} of about ${durationText(seconds)} each, at most ${all} in ${countedText(threads, 'thread')} …\n`;
}

function planText(
  { total, done }: SweepStatus,
  seconds: number,
  settings: RunSweepSettings,
  { shown }: OpenStore,
): string {
  const threads = threadsOf(settings);
  const open = total - done;
  const there = done > 0 ? `${countText(done)} ${done === 1 ? 'is' : 'are'} there already, ` : '';
  const each = durationText(seconds);
  const left = durationText((open * seconds) / threads);
  return `${countedText(total, 'run')} in ${shown}: ${there}${countText(open)} to do of about ${each} each, ${left} in ${countedText(threads, 'thread')}.\n`;
}

function tellSubmitted(status: SweepStatus, json: boolean | undefined): number {
  if (json) printJson({ sweep: statusJson(status) });
  else print(`Submitted as ${status.sweepId}: workers do it. gradscope worker --store … starts one.\n`);
  return 0;
}

function nextText(status: SweepStatus, shown: string): string {
  const { sweepId, name, state } = status;
  const store = shellPath(shown);
  const table = `Its table: gradscope sweep results ${sweepId} --store ${store} --out ${shellPath(`${name}.csv`)}\n`;
  const again = `To repeat failed runs: gradscope sweep resume ${sweepId} --store ${store} --retry-failed\n`;
  if (state === 'done') return failedOf(status) > 0 ? `${table}${again}` : table;
  return `Finished runs are kept. To continue: gradscope sweep resume ${sweepId} --store ${store}\n`;
}
