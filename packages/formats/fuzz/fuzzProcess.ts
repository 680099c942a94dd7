import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Fault } from './judge.ts';

/** Inputs of one parser that one process reads. */
export interface Job {
  /** The module that has the parsers. */
  readonly targets: string;
  readonly parser: string;
  readonly seed: number;
  /** From this input on, and before that. */
  readonly first: number;
  readonly end: number;
  /** After so long no further input is begun. */
  readonly milliseconds: number;
  /** Bytes that reading an input may take. */
  readonly memory: number;
  /** Milliseconds, on the clock and of the processor, that it may take. */
  readonly time: number;
  /** This input, in place of those made from the seed. */
  readonly input?: Uint8Array;
}

/** What became of a job. */
export interface Progress {
  readonly inputs: number;
  readonly slowest: { readonly index: number; readonly milliseconds: number };
  /** Memory at its most above that at the beginning, in bytes. */
  readonly peak: number;
  /** What is wrong with the last input. */
  readonly fault?: Fault | undefined;
}

const LOOK_EVERY = 50;
/** Garbage of earlier inputs counts as memory too: little of it may gather. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

// node fuzzProcess.ts: reads a job as JSON, with the path of its input, and prints what became of it. It is a process of its own, because only of
// a process can be said how much memory it took.

const { path, ...asked } = JSON.parse(process.argv[2]) as Omit<Job, 'input'> & { readonly path?: string };
const job: Job = path === undefined ? asked : { ...asked, input: new Uint8Array(readFileSync(path)) };
const place = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
const worker = new Worker(new URL('fuzzWorker.ts', import.meta.url), {
  workerData: { job, place },
  resourceLimits: LIMITS,
});
worker.on('message', report);
worker.on('error', error => {
  const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory)
    stopped({ kind: 'memory', detail: `more than ${LIMITS.maxOldGenerationSizeMb} MB of objects` });
  else throw error;
});
setInterval(watch, LOOK_EVERY);

let watched = { index: -1, since: 0, cpu: 0 };

/** A busy machine makes an input wait: only time of the processor says that it hangs. */
function watch(): void {
  const index = Atomics.load(place, 0);
  const [now, { user, system }] = [performance.now(), process.cpuUsage()];
  const cpu = (user + system) / 1000;
  if (index !== watched.index) watched = { index, since: now, cpu };
  else if (index >= 0 && Math.min(now - watched.since, cpu - watched.cpu) > job.time) {
    stopped({ kind: 'hang', detail: `not read after ${job.time / 1000} s` });
  }
}

function stopped(fault: Fault): void {
  const index = Atomics.load(place, 0);
  report({
    inputs: index - job.first + 1,
    slowest: { index, milliseconds: job.time },
    peak: Number.NaN,
    fault,
  });
}

function report(progress: Progress): void {
  process.stdout.write(`${JSON.stringify(progress)}\n`, () => process.exit());
}
