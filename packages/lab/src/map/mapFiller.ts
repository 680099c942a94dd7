import type { MapCell } from '@gradscope/figures';
import type { FillAnswer, FillJob } from './fillMessages.ts';
import type { Pass } from './fillOrder.ts';
import type { PlainExperiment } from './mapPlan.ts';

export interface FillListener {
  onCells(
    indices: readonly number[],
    cells: readonly (MapCell | undefined)[],
    complaint: string | undefined,
  ): void;
  onDone(): void;
  onTrouble(message: string): void;
}

/** How long a job should take, in ms: so soon does the map go on, and so little is lost when another begins. */
const JOB_TIME = 150;
const MOST_RUNS = 512;
const MOST_WORKERS = 16;

/** Fills a map in as many workers as there are cores, pass by pass. */
export class MapFiller {
  private workers: Worker[] = [];

  /** Begins a map; one that is not full yet is left. */
  start(sweep: PlainExperiment, passes: readonly Pass[], listener: FillListener): void {
    this.stop();
    const next = jobsOf(passes);
    const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1));
    let busy = count;
    const own = Array.from({ length: count }, () => this.newWorker(listener));
    this.workers = own;
    for (const worker of own) {
      let [runs, began, indices] = [2, 0, [] as readonly number[]];
      const go = () => {
        indices = next(runs);
        began = performance.now();
        if (indices.length > 0) worker.postMessage({ sweep, indices } satisfies FillJob);
        else if (--busy === 0) listener.onDone();
      };
      worker.onmessage = ({ data }: MessageEvent<FillAnswer>) => {
        if (this.workers !== own) return;
        const took = performance.now() - began;
        runs = Math.max(2, Math.min(MOST_RUNS, 2 * runs, Math.round((runs * JOB_TIME) / took)));
        listener.onCells(indices, data.cells, data.complaint);
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

  private newWorker(listener: FillListener): Worker {
    const worker = new Worker(new URL('./fillWorker.ts', import.meta.url), { type: 'module' });
    worker.onerror = event => {
      event.preventDefault();
      this.stop();
      listener.onTrouble(event.message || 'a worker did not start');
    };
    return worker;
  }
}

/** Hands out up to so many of the runs that are left, of one pass at a time; none when all are. */
function jobsOf(passes: readonly Pass[]): (runs: number) => readonly number[] {
  let [pass, at] = [0, 0];
  return runs => {
    while (pass < passes.length && at >= passes[pass]!.indices.length) [pass, at] = [pass + 1, 0];
    const taken = passes[pass]?.indices.slice(at, at + runs) ?? [];
    at += taken.length;
    return taken;
  };
}
