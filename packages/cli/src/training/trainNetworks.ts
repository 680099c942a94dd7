import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { Experiment, Table } from 'gradscope';
import { Piscina } from 'piscina';
import type { CheckpointPlan } from './checkpointer.ts';
import type { Message, Progress, Task, TimedRun } from './messages.ts';

export interface TrainNetworksOptions {
  readonly table?: Table | undefined;
  /** Networks that train at once, each in its own thread. The bits do not depend on it. */
  readonly threads: number;
  /** Steps from one loss line to the next. */
  readonly lineEvery: number;
  /** The checkpoint plan of each network; if missing, no checkpoints are written. */
  readonly checkpoints?: (index: number) => CheckpointPlan | undefined;
  /** When aborted, every network stops within milliseconds, and its run covers the steps so far. */
  readonly signal: AbortSignal;
  readonly onProgress: (index: number, progress: Progress) => void;
  /** Receives useful notes about a network while it trains, in one line. */
  readonly onNote?: (text: string) => void;
  /** Called as soon as a network is trained, or has failed: then without its run. */
  readonly onEnd: (index: number, run?: TimedRun) => void;
  /** The module that the threads run; only tests replace it. */
  readonly workerFile?: string;
}

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Trains the networks of an experiment in worker threads. If one fails, the others continue. */
export async function trainNetworks(
  experiment: Experiment,
  {
    table,
    threads,
    lineEvery,
    signal,
    onProgress,
    onEnd,
    onNote,
    checkpoints,
    workerFile = WORKER,
  }: TrainNetworksOptions,
): Promise<PromiseSettledResult<TimedRun>[]> {
  const size = Math.min(threads, experiment.networks.length);
  const pool = new Piscina({ filename: workerFile, minThreads: size, maxThreads: size, recordTiming: false });
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const tellWorkers = () => Atomics.store(stop, 0, 1);
  signal.addEventListener('abort', tellWorkers);
  if (signal.aborted) tellWorkers();
  try {
    return await inOrder(experiment.networks.length, size, async index => {
      const task = { experiment, table, index, lineEvery, stop, checkpoints: checkpoints?.(index) };
      const training = trainOne(pool, task, progress => onProgress(index, progress), onNote);
      const [result] = await Promise.allSettled([training]);
      onEnd(index, result.status === 'fulfilled' ? result.value : undefined);
      return result;
    });
  } finally {
    signal.removeEventListener('abort', tellWorkers);
    await pool.destroy();
  }
}

/** Does jobs 0 … `count` − 1, `atOnce` at a time, begun in order: the pool's own queue does not keep the order. */
async function inOrder<T>(count: number, atOnce: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = Array<T>(count);
  const indices = results.keys();
  const worker = async () => {
    for (const index of indices) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Waits for the run, which comes through the port; the pool reports only failures. */
async function trainOne(
  pool: Piscina,
  task: Omit<Task, 'port'>,
  onProgress: (progress: Progress) => void,
  onNote?: (text: string) => void,
): Promise<TimedRun> {
  const { port1, port2 } = new MessageChannel();
  const run = new Promise<TimedRun>(resolve => {
    port1.on('message', (message: Message) => {
      if (message.kind === 'run') resolve(message.run);
      else if (message.kind === 'note') onNote?.(message.text);
      else onProgress(message.progress);
    });
  });
  try {
    await pool.run({ ...task, port: port2 }, { transferList: [port2] });
    return await run;
  } finally {
    port1.close();
  }
}
