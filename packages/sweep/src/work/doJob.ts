import { expandSweep, failedRow, type Sweep } from 'gradscope';
import { checkpointOf } from '../store/checkpoints.ts';
import { type Job, type Range, SPLIT_AFTER } from '../store/queue.ts';
import { type Finished, knownOf } from '../store/record.ts';
import { isRunning, sharedSweep } from '../store/sweeps.ts';
import { patiently } from '../store/transient.ts';
import type { Identified, Outcome, SharedSweep } from '../thread/tasks.ts';
import { OutOfTime } from '../thread/threads.ts';
import { type AloneContext, trainAlone } from './trainAlone.ts';

/** After this time a job records what it has, and queues the rest again, so that finished work is safe. */
const LONGEST_JOB = 600_000;

/**
 * The time limit for all runs of a job together, estimated at one second; after it, each is trained alone. In
 * seconds.
 */
const LONGEST_TOGETHER = 60;

/** The resources of a job beside its threads. */
export interface JobContext extends AloneContext {
  /** When aborted, the job ends with its results so far. */
  readonly signal: AbortSignal;
}

/** A sweep as this process has read it. */
interface LoadedSweep {
  readonly shared: SharedSweep;
  readonly sweep: Sweep;
}

/** Does jobs, and remembers the sweep of the last. */
export class JobRunner {
  private readonly context: JobContext;
  private loaded: LoadedSweep | undefined;

  constructor(context: JobContext) {
    this.context = context;
  }

  /** Trains the missing runs of a job. Throws only if the store fails. */
  async run(job: Job): Promise<Finished> {
    const { database, signal } = this.context;
    if (job.retryCount >= SPLIT_AFTER && job.to - job.from > 1) {
      const goesOn = await patiently(() => isRunning(database, job.sweepId), signal);
      return { ...nothingOf(job), rest: goesOn ? singles(job) : [] };
    }
    const loaded = await this.load(job.sweepId);
    if (!loaded) return nothingOf(job);
    try {
      return await this.train(job, loaded);
    } catch (error) {
      if (!signal.aborted) throw error;
      return { ...nothingOf(job), rest: [rangeOf(job)] };
    }
  }

  /**
   * Ends a job whose workers died again and again, for example because the system runs out of memory: a
   * single run is recorded as failed; several are queued one by one.
   */
  async bury(job: Job): Promise<Finished> {
    const { threads, signal } = this.context;
    const buried = { ...nothingOf(job), isDead: true };
    const loaded = await this.load(job.sweepId);
    if (!loaded) return buried;
    if (job.to - job.from > 1) return { ...buried, rest: singles(job) };
    const runs = await threads.identify({ sweep: loaded.shared, from: job.from, to: job.to }, signal);
    const reason = 'the process that trained it ended, each time it was tried';
    return {
      ...buried,
      runs,
      outcomes: runs.map(({ runId }) => ({ row: failedRow(runId, 'failed', reason, 0) })),
    };
  }

  private async load(sweepId: string): Promise<LoadedSweep | undefined> {
    if (this.loaded?.shared.sweepId === sweepId) return this.loaded;
    const { database, signal } = this.context;
    const shared = await patiently(() => sharedSweep(database, sweepId), signal);
    if (!shared) return undefined;
    const sweep = expandSweep(JSON.parse(new TextDecoder().decode(shared.document.slice())));
    this.loaded = { shared, sweep };
    return this.loaded;
  }

  private async train(job: Job, { shared, sweep }: LoadedSweep): Promise<Finished> {
    const { database, threads, signal } = this.context;
    const all = await threads.identify({ sweep: shared, from: job.from, to: job.to }, signal);
    const ids = all.map(({ runId }) => runId);
    const known = await patiently(() => knownOf(database, job, ids, sweep.keep), signal);
    if (!known.isRunning) return nothingOf(job);
    const open = all.filter(({ index }) => !known.places.has(index));
    const missing = distinct(open.filter(({ runId }) => !known.runIds.has(runId)));
    const possible = missing.filter(({ complaint }) => complaint === undefined);
    const trained = await this.outcomesOf(job, shared, possible, sweep.secondsPerRun);
    const outcomes = [...trained, ...missing.flatMap(impossibleOutcome)];
    // The last runs may be missing if the job took long or was asked to end.
    const there = new Set([...known.runIds, ...outcomes.map(({ row }) => row.run_id)]);
    const rest = open.filter(({ runId }) => !there.has(runId)).map(({ index }) => index);
    const runs = open.filter(({ runId }) => there.has(runId));
    return { job, runs, outcomes, rest: rangesOf(job.sweepId, rest) };
  }

  /** All at once; if that fails or takes too long, one by one, so that each run has its own result. */
  private async outcomesOf(
    job: Job,
    shared: SharedSweep,
    runs: readonly Identified[],
    secondsPerRun: number,
  ): Promise<readonly Outcome[]> {
    const { threads, signal } = this.context;
    if (runs.length === 0) return [];
    if (runs.length > 1) {
      try {
        return await threads.train(
          { sweep: shared, runs },
          Math.min(secondsPerRun, LONGEST_TOGETHER),
          signal,
        );
      } catch {
        if (signal.aborted) return [];
      }
    }
    const began = performance.now();
    const outcomes: Outcome[] = [];
    for (const run of runs) {
      const outcome = await this.outcomeOf(job, shared, run, secondsPerRun);
      if (outcome) outcomes.push(outcome);
      if (signal.aborted || performance.now() - began > LONGEST_JOB) break;
    }
    return outcomes;
  }

  /** Undefined if it was aborted. */
  private async outcomeOf(
    job: Job,
    shared: SharedSweep,
    run: Identified,
    secondsPerRun: number,
  ): Promise<Outcome | undefined> {
    const { database, signal } = this.context;
    const saved = await patiently(() => checkpointOf(database, run.runId), signal);
    const began = performance.now();
    try {
      return await trainAlone(this.context, { job, sweep: shared, run, saved, seconds: secondsPerRun });
    } catch (error) {
      if (signal.aborted) return undefined;
      const seconds = (performance.now() - began) / 1000;
      const [status, reason] =
        error instanceof OutOfTime
          ? (['timeout', `took longer than the ${secondsPerRun} s of secondsPerRun`] as const)
          : (['failed', reasonOf(error)] as const);
      return { row: failedRow(run.runId, status, reason, seconds) };
    }
  }
}

/** The result of a job that did no work. */
function nothingOf(job: Job): Finished {
  return { job, runs: [], outcomes: [], rest: [] };
}

/** Ranges of one run each. */
function singles({ sweepId, from, to }: Range): Range[] {
  return Array.from({ length: to - from }, (_, i) => ({ sweepId, from: from + i, to: from + i + 1 }));
}

function rangeOf({ sweepId, from, to }: Range): Range {
  return { sweepId, from, to };
}

/** Neighbours together. */
function rangesOf(sweepId: string, indices: readonly number[]): Range[] {
  const ranges: { sweepId: string; from: number; to: number }[] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last?.to === index) last.to++;
    else ranges.push({ sweepId, from: index, to: index + 1 });
  }
  return ranges;
}

/** Two places of a grid can have the same run, for example if a value is listed twice. */
function distinct(runs: readonly Identified[]): Identified[] {
  return [...new Map(runs.map(run => [run.runId, run])).values()];
}

function impossibleOutcome({ runId, complaint }: Identified): Outcome[] {
  return complaint === undefined ? [] : [{ row: failedRow(runId, 'failed', complaint, 0) }];
}

function reasonOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
