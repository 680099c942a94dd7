import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRow } from 'gradscope';
import { DrizzleQueryError } from '#drizzle';
import type { Database } from '../store/database.ts';
import { HEARTBEAT_MILLISECONDS, type Job, take, takeDead, touch } from '../store/queue.ts';
import { type Finished, record } from '../store/record.ts';
import { storeError } from '../store/storeError.ts';
import { isOpen } from '../store/sweeps.ts';
import { patiently } from '../store/transient.ts';
import { Threads } from '../thread/threads.ts';
import { JobRunner } from './doJob.ts';

export interface WorkOptions {
  /** Number of jobs at once, each in its own thread. The results do not depend on it. */
  readonly threads: number;
  /** When aborted, finished work is recorded, and the rest queued again. */
  readonly signal: AbortSignal;
  /** The sweep to wait for; without it, work continues forever. */
  readonly sweepId?: string;
  /** Ends after so many seconds without a job; without it, never. */
  readonly idleSeconds?: number | undefined;
  /** Called for recorded runs, with the number of places of sweeps that they fill. */
  readonly onRecorded?: (rows: readonly RunRow[], places: number, sweepId: string) => void;
  /**
   * Seconds between checkpoints of a long run; 0 writes none. If a worker ends, its run continues
   * from the last one, to the same bits. Default 60.
   */
  readonly checkpointSeconds?: number | undefined;
  /** Receives one line if a run continues from a checkpoint, or about why it has none. */
  readonly onNote?: (text: string) => void;
  /** The module of the threads; only tests replace it. */
  readonly threadModule?: string;
}

/**
 * How long a worker without work waits before it asks again; in a folder, only its own threads create work.
 */
const IDLE_MILLISECONDS = { folder: 100, server: 1000 };
const CHECKPOINT_SECONDS = 60;
/** How often a working thread looks for jobs whose workers died. */
const DEAD_MILLISECONDS = 10_000;

/**
 * Takes jobs and does them, until the given sweep is done or cancelled, or until aborted. On a server, any
 * number of processes may do so at once.
 *
 * @throws SweepError with the store's error in one line, or the error of a thread; the unfinished jobs are
 * then given to others
 */
export async function work(database: Database, options: WorkOptions): Promise<void> {
  const threads = new Threads(options.threads, options.threadModule);
  try {
    await new Worker(database, threads, options).work();
  } catch (error) {
    throw error instanceof DrizzleQueryError ? storeError(error, database.location) : error;
  } finally {
    await threads.close();
  }
}

/** The jobs of this process: as many are trained at once as there are threads, while those before them are recorded. */
class Worker {
  private readonly database: Database;
  private readonly options: WorkOptions;
  private readonly runner: JobRunner;
  /** Aborted by the caller, or if the store fails. */
  private readonly signal: AbortSignal;
  private readonly failing = new AbortController();
  /** Aborted, and then replaced, to make waiting threads ask for a job at once. */
  private waiting = new AbortController();
  /** Taken and not recorded yet. */
  private readonly active = new Set<Job>();

  constructor(database: Database, threads: Threads, options: WorkOptions) {
    this.database = database;
    this.options = options;
    this.signal = AbortSignal.any([options.signal, this.failing.signal]);
    const { checkpointSeconds = CHECKPOINT_SECONDS, onNote = () => {} } = options;
    const signals = { signal: this.signal, interrupted: options.signal, failed: this.failing.signal };
    this.runner = new JobRunner({ database, threads, ...signals, checkpointSeconds, note: onNote });
  }

  async work(): Promise<void> {
    const heartbeat = setInterval(() => {
      void touch(this.database, this.active).catch(() => {});
    }, HEARTBEAT_MILLISECONDS);
    const ended = await Promise.allSettled(
      Array.from({ length: this.options.threads }, () => this.failingTogether(this.workInSlot())),
    );
    clearInterval(heartbeat);
    const failed = ended.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async workInSlot(): Promise<void> {
    let recorded: Promise<void> = Promise.resolve();
    let worked = performance.now();
    let lookedForDead = Number.NEGATIVE_INFINITY;
    try {
      while (!this.signal.aborted) {
        if (performance.now() - lookedForDead > DEAD_MILLISECONDS) {
          lookedForDead = performance.now();
          await this.buryDead();
        }
        const job = await patiently(() => take(this.database), this.signal);
        if (job) {
          this.active.add(job);
          const finished = await this.runner.run(job);
          await recorded;
          recorded = this.failingTogether(this.record(finished));
          worked = performance.now();
        } else {
          await recorded;
          if (await this.isAtEnd(worked)) return;
          await this.waitForJobs();
        }
      }
    } finally {
      await recorded;
    }
  }

  /** Whether there is nothing to wait for after no job was found. */
  private async isAtEnd(worked: number): Promise<boolean> {
    const { sweepId, idleSeconds = Number.POSITIVE_INFINITY } = this.options;
    if (performance.now() - worked > 1000 * idleSeconds) return true;
    if (sweepId === undefined) return false;
    return !(await patiently(() => isOpen(this.database, sweepId), this.signal));
  }

  private async waitForJobs(): Promise<void> {
    const signal = AbortSignal.any([this.signal, this.waiting.signal]);
    await sleep(IDLE_MILLISECONDS[this.database.location.kind], undefined, { signal }).catch(() => {});
  }

  private async buryDead(): Promise<void> {
    const dead = await patiently(() => takeDead(this.database), this.signal);
    if (dead) await this.record(await this.runner.bury(dead));
  }

  /** Not cancelled by an abort: finished work must be recorded. */
  private async record(finished: Finished): Promise<void> {
    const { outcomes, runs, job } = finished;
    const isRecorded = await patiently(() => record(this.database, finished));
    this.active.delete(job);
    // The sweep may be done, or a part of the job queued again.
    this.waiting.abort();
    this.waiting = new AbortController();
    if (!isRecorded) return;
    this.options.onRecorded?.(
      outcomes.map(({ row }) => row),
      runs.length,
      job.sweepId,
    );
  }

  /** Stops all work if one part fails, although the error is only seen when the part is awaited. */
  private failingTogether(part: Promise<void>): Promise<void> {
    part.catch(() => this.failing.abort());
    return part;
  }
}
