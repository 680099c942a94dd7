import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Experiment } from 'gradscope';

/** Threads that train the networks of an experiment side by side, one each. */
export class NodeThreads {
  private readonly workers: readonly Worker[];

  constructor(experiment: Experiment) {
    const script = new URL('trainThread.ts', import.meta.url);
    this.workers = experiment.networks.map(
      (_, index) => new Worker(script, { workerData: { experiment, index } }),
    );
  }

  /** Seconds until all networks have been trained from step 0 to their last. */
  async train(): Promise<number> {
    const start = performance.now();
    const answers = this.workers.map(worker => once(worker, 'message'));
    for (const worker of this.workers) worker.postMessage('train');
    await Promise.all(answers);
    return (performance.now() - start) / 1000;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.terminate()));
  }
}
