import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../store/database.ts';
import { HEARTBEAT_MILLISECONDS, type Job, take, takeDead, touch } from '../store/queue.ts';
import { type Finished, record } from '../store/record.ts';
import { isOpen } from '../store/sweeps.ts';
import { patiently } from '../store/transient.ts';
import type { RunRow } from '../thread/tasks.ts';
import { Threads } from '../thread/threads.ts';
import { JobRunner } from './doJob.ts';

export interface WorkOptions {
  /** Jobs at once, each in a thread of its own. The results do not depend on it. */
  readonly threads: number;
  /** When aborted, what is finished is recorded, and the rest queued again. */
  readonly signal: AbortSignal;
  /** The sweep that is waited for; without it, work goes on for ever. */
  readonly sweepId?: string;
  /** Ends after so many seconds without a job; without it, never. */
  readonly idleSeconds?: number | undefined;
  /** Told of every run that is recorded, and how many places of sweeps were filled. */
  readonly onRecorded?: (rows: readonly RunRow[], places: number, sweepId: string) => void;
  /** What the threads run; only a test takes another. */
  readonly threadModule?: string;
}

/** How long a worker without work waits before it asks again: in a folder, only its own threads make work. */
const IDLE_MILLISECONDS = { folder: 100, server: 1000 };
/** How often a thread at work looks for jobs whose workers died. */
const DEAD_MILLISECONDS = 10_000;

/**
 * Takes jobs and does them, until the sweep that is waited for is done or cancelled, or until aborted. Any number of
 * processes may do so at once on a server.
 *
 * @throws what went wrong with the store; the jobs that were being done are given to others then
 */
export async function work(database: Database, options: WorkOptions): Promise<void> {
  const failing = new AbortController();
  const signal = AbortSignal.any([options.signal, failing.signal]);
  const threads = new Threads(options.threads, options.threadModule);
  const active = new Set<Job>();
  const heartbeat = setInterval(() => {
    void touch(database, active).catch(() => {});
  }, HEARTBEAT_MILLISECONDS);
  try {
    const runner = new JobRunner({ database, threads, signal });
    const slots = Array.from({ length: options.threads }, () =>
      workInSlot(database, runner, active, { ...options, signal }).catch(error => {
        failing.abort();
        throw error;
      }),
    );
    const ended = await Promise.allSettled(slots);
    const failed = ended.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
  } finally {
    clearInterval(heartbeat);
    await threads.close();
  }
}

async function workInSlot(
  database: Database,
  runner: JobRunner,
  active: Set<Job>,
  { signal, sweepId, idleSeconds = Number.POSITIVE_INFINITY, onRecorded }: WorkOptions,
): Promise<void> {
  // Not given up when aborted: what is finished is to be recorded.
  const finish = async (finished: Finished) => {
    if (!(await patiently(() => record(database, finished)))) return;
    const { outcomes, runs, job } = finished;
    onRecorded?.(
      outcomes.map(({ row }) => row),
      runs.length,
      job.sweepId,
    );
  };
  let worked = performance.now();
  let lookedForDead = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    if (performance.now() - lookedForDead > DEAD_MILLISECONDS) {
      lookedForDead = performance.now();
      const dead = await patiently(() => takeDead(database), signal);
      if (dead) await finish(await runner.bury(dead));
    }
    const job = await patiently(() => take(database), signal);
    if (job) {
      active.add(job);
      try {
        await finish(await runner.run(job));
      } finally {
        active.delete(job);
        worked = performance.now();
      }
    } else if (sweepId !== undefined && !(await patiently(() => isOpen(database, sweepId), signal))) return;
    else if (performance.now() - worked > 1000 * idleSeconds) return;
    else await sleep(IDLE_MILLISECONDS[database.location.kind], undefined, { signal }).catch(() => {});
  }
}
