import { existsSync, readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Job, Progress } from './fuzzProcess.ts';
import { type Fault, faultOf } from './judge.ts';
import { inputMaker } from './makeInput.ts';
import type { FuzzTarget } from './target.ts';

// Reads input after input of a job until one is read wrongly; the place is left where the thread that watches sees it.

const { job, place } = workerData as { job: Job; place: Int32Array };
const targets: { readonly targets: Readonly<Record<string, FuzzTarget>> } = await import(job.targets);
const target = targets.targets[job.parser];
const makeInput = inputMaker(target);

const STATUS = '/proc/self/status';
const hasStatus = existsSync(STATUS);

/**
 * The most memory that the process had, in bytes. Linux says it of this program alone; `maxRSS` there begins with that of the
 * process that started it.
 */
function peak(): number {
  const kibibytes = hasStatus ? /VmHWM:\s+(\d+)/.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined;
  return 1024 * Number(kibibytes ?? process.resourceUsage().maxRSS);
}

const before = process.memoryUsage();
const limit = before.rss + job.memory;

let slowest = { index: job.first, milliseconds: 0 };
let fault: Fault | undefined;
let index = job.first;
const start = performance.now();
for (; index < job.end && !fault; index++) {
  const began = performance.now();
  if (began - start > job.milliseconds) break;
  const bytes = job.input ?? makeInput(job.seed, index);
  Atomics.store(place, 0, index);
  fault = (await faultOf(target, bytes)) ?? memoryFault();
  const milliseconds = performance.now() - began;
  if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds };
}
parentPort!.postMessage({
  inputs: index - job.first,
  slowest,
  peak: peak() - before.rss,
  fault,
} satisfies Progress);

function memoryFault(): Fault | undefined {
  const taken = Math.max(
    peak() - limit,
    process.memoryUsage().arrayBuffers - before.arrayBuffers - job.memory,
  );
  if (taken <= 0) return undefined;
  return { kind: 'memory', detail: `${Math.round((taken + job.memory) / 1e6)} MB` };
}
