import type { MapCell } from '@gradscope/figures';
import { LARGEST_FILE } from '../files/largestFile.ts';
import type { FillAnswer, FillJob } from './fillMessages.ts';
import type { Pass } from './fillOrder.ts';

/** The progress of a fill. */
export interface FillProgress {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
  /** True while trained networks are diagnosed, and none is trained. */
  readonly diagnosing: boolean;
  /** Why the last of the invalid runs is invalid. */
  readonly complaint: string | undefined;
}

export const NO_PROGRESS: FillProgress = {
  done: 0,
  total: 0,
  running: false,
  diagnosing: false,
  complaint: undefined,
};

export interface FillListener {
  onProgress(progress: FillProgress): void;
  onCells(indices: readonly number[], cells: readonly (MapCell | undefined)[]): void;
}

/** How to fill the runs of a sweep. */
export interface FillTask extends Pick<FillJob, 'sweep' | 'symptoms'> {
  /** True to train the unknown runs; otherwise they stay unknown. */
  readonly trains: boolean;
  /** Fetches the file of the data, if the data is a table. */
  readonly table: (() => Promise<File>) | undefined;
  /** The result of a run that is already trained. */
  readonly knownAt: (index: number) => MapCell | undefined;
}

/**
 * The intended time of a job, in ms. Short jobs update the map often, and little is lost if another fill
 * begins.
 */
const JOB_TIME = 150;
const MOST_RUNS = 512;
const MOST_WORKERS = 16;

type Jobs = (runs: number) => readonly number[];

type Work = Omit<FillTask, 'table'> & Pick<FillJob, 'table'>;

interface WorkListener {
  onCells(indices: readonly number[], answer: FillAnswer): void;
  onDone(): void;
  onTrouble(message: string): void;
}

/** Fills a map pass by pass, in as many workers as there are cores. */
export class MapFiller {
  private workers: Worker[] = [];

  /** Fills what is missing in a map, and ends the fill of any other map. */
  start(task: FillTask, passes: readonly Pass[], listener: FillListener): void {
    this.stop();
    const open = passes.map(({ stride, indices }) => ({
      stride,
      indices: indices.filter(index => isOpen(task, task.knownAt(index))),
    }));
    const [left, total] = [countOf(open), countOf(passes)];
    let progress: FillProgress = {
      done: total - left,
      total,
      running: left > 0,
      diagnosing: open.every(({ indices }) => indices.every(index => task.knownAt(index))),
      complaint: undefined,
    };
    const report = (changes: Partial<FillProgress>) => {
      progress = { ...progress, ...changes };
      listener.onProgress(progress);
    };
    report({});
    if (left === 0) return;
    void this.begin(task, jobsOf(open), {
      onCells: (indices, { cells, complaint = progress.complaint }) => {
        listener.onCells(indices, cells);
        report({ done: progress.done + indices.length, complaint });
      },
      onDone: () => report({ running: false }),
      onTrouble: complaint => report({ running: false, complaint }),
    });
  }

  /** Waits for the table, and gives up if another fill starts meanwhile. */
  private async begin(task: FillTask, next: Jobs, listener: WorkListener): Promise<void> {
    const { workers } = this;
    try {
      const table = await task.table?.();
      if (this.workers === workers) this.work({ ...task, table }, next, listener);
    } catch (error) {
      if (this.workers === workers) listener.onTrouble((error as Error).message);
    }
  }

  private work({ sweep, symptoms, knownAt, table }: Work, next: Jobs, listener: WorkListener): void {
    const count = workersFor(table);
    let busy = count;
    const own = Array.from({ length: count }, () => this.newWorker(listener));
    this.workers = own;
    for (const worker of own) {
      let [runs, began, indices] = [2, 0, [] as readonly number[]];
      const go = () => {
        indices = next(runs);
        began = performance.now();
        if (indices.length > 0) {
          const job: FillJob = { sweep, table, indices, known: indices.map(knownAt), symptoms };
          worker.postMessage(job);
        } else if (--busy === 0) listener.onDone();
      };
      worker.onmessage = ({ data }: MessageEvent<FillAnswer>) => {
        if (this.workers !== own) return;
        const took = performance.now() - began;
        runs = Math.max(2, Math.min(MOST_RUNS, 2 * runs, Math.round((runs * JOB_TIME) / took)));
        listener.onCells(indices, data);
        go();
      };
      go();
    }
  }

  /** Ends the present fill. */
  stop(): void {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
  }

  private newWorker(listener: WorkListener): Worker {
    const worker = new Worker(new URL('./fillWorker.ts', import.meta.url), { type: 'module' });
    worker.onerror = event => {
      event.preventDefault();
      this.stop();
      listener.onTrouble(event.message || 'a worker did not start');
    };
    return worker;
  }
}

/**
 * One worker per core. For a table there are fewer, so that their copies together stay below the largest file
 * size.
 */
function workersFor(table: File | undefined): number {
  const cores = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
  const copies = table ? Math.floor(LARGEST_FILE / table.size) : MOST_WORKERS;
  return Math.max(1, Math.min(cores, copies));
}

/** True if a run still has to be trained or diagnosed. */
function isOpen({ trains, symptoms }: FillTask, cell: MapCell | undefined): boolean {
  return cell ? symptoms && cell.symptom === undefined && !cell.failed : trains;
}

const countOf = (passes: readonly Pass[]): number =>
  passes.reduce((sum, { indices }) => sum + indices.length, 0);

/** Hands out the remaining runs, up to a number and from one pass at a time; empty after the last. */
function jobsOf(passes: readonly Pass[]): Jobs {
  let [pass, at] = [0, 0];
  return runs => {
    while (pass < passes.length && at >= passes[pass].indices.length) [pass, at] = [pass + 1, 0];
    const taken = passes[pass]?.indices.slice(at, at + runs) ?? [];
    at += taken.length;
    return taken;
  };
}
