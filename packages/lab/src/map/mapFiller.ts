import type { MapCell } from '@gradscope/figures';
import { LARGEST_FILE } from '../data/largestFile.ts';
import type { FillAnswer, FillJob } from './fillMessages.ts';
import type { Pass } from './fillOrder.ts';

/** How far a fill has come. */
export interface FillProgress {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
  /** Whether only symptoms are told, of networks that are trained already. */
  readonly telling: boolean;
  /** Of the runs that could not be, why the last could not. */
  readonly complaint: string | undefined;
}

export const NO_PROGRESS: FillProgress = {
  done: 0,
  total: 0,
  running: false,
  telling: false,
  complaint: undefined,
};

export interface FillListener {
  onProgress(progress: FillProgress): void;
  onCells(indices: readonly number[], cells: readonly (MapCell | undefined)[]): void;
}

/** What is done with all runs of a fill. */
export interface FillTask extends Pick<FillJob, 'sweep' | 'symptoms'> {
  /** Whether those that are not known are trained; else they are left. */
  readonly trains: boolean;
  /** Fetches the file that its data is read from, where it is a table. */
  readonly table: (() => Promise<File>) | undefined;
  /** What became of a run, where it is trained already. */
  readonly knownAt: (index: number) => MapCell | undefined;
}

/** How long a job should take, in ms: so soon does the map go on, and so little is lost when another begins. */
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

/** Fills a map in as many workers as there are cores, pass by pass. */
export class MapFiller {
  private workers: Worker[] = [];

  /** Sees to what is left to be done of a map; what is under way of another is left. */
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
      telling: open.every(({ indices }) => indices.every(index => task.knownAt(index))),
      complaint: undefined,
    };
    const tell = (changes: Partial<FillProgress>) => {
      progress = { ...progress, ...changes };
      listener.onProgress(progress);
    };
    tell({});
    if (left === 0) return;
    void this.begin(task, jobsOf(open), {
      onCells: (indices, { cells, complaint = progress.complaint }) => {
        listener.onCells(indices, cells);
        tell({ done: progress.done + indices.length, complaint });
      },
      onDone: () => tell({ running: false }),
      onTrouble: complaint => tell({ running: false, complaint }),
    });
  }

  /** Waits for the table, unless something else is begun meanwhile. */
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

  /** Ends what is under way. */
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

/** As many as there are cores; of a table so few that its copies are no larger together than one file may be. */
function workersFor(table: File | undefined): number {
  const cores = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
  const copies = table ? Math.floor(LARGEST_FILE / table.size) : MOST_WORKERS;
  return Math.max(1, Math.min(cores, copies));
}

/** Whether there is something to be done with a run. */
function isOpen({ trains, symptoms }: FillTask, cell: MapCell | undefined): boolean {
  return cell ? symptoms && cell.symptom === undefined && !cell.failed : trains;
}

const countOf = (passes: readonly Pass[]): number =>
  passes.reduce((sum, { indices }) => sum + indices.length, 0);

/** Hands out up to so many of the runs that are left, of one pass at a time; none when all are. */
function jobsOf(passes: readonly Pass[]): Jobs {
  let [pass, at] = [0, 0];
  return runs => {
    while (pass < passes.length && at >= passes[pass]!.indices.length) [pass, at] = [pass + 1, 0];
    const taken = passes[pass]?.indices.slice(at, at + runs) ?? [];
    at += taken.length;
    return taken;
  };
}
