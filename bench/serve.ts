import { createInterface } from 'node:readline';
import type { Answer, Job, LoadRequest, RunRequest } from './protocol.ts';

/** The recorded values of a step. */
export interface Recorded {
  readonly loss: number;
  /** Σ|dW| per layer; left out by a library that does not give its gradients. */
  readonly gradient?: readonly number[];
}

/** Trains all its steps and returns what the last one recorded. */
export type Train = () => Recorded | Promise<Recorded>;

/**
 * The child's half of the protocol: reads the jobs, then for each request sets up afresh (untimed) and trains (timed).
 *
 * @param prepare - gets ready to train the jobs from their initial parameters for a number of steps
 */
export async function serve(
  prepare: (jobs: readonly Job[], steps: number) => Train | Promise<Train>,
): Promise<void> {
  let jobs: readonly Job[] | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    if (jobs === undefined) {
      jobs = (JSON.parse(line) as LoadRequest).jobs;
      continue;
    }
    const train = await prepare(jobs, (JSON.parse(line) as RunRequest).steps);
    const start = performance.now();
    const recorded = await train();
    const microseconds = (performance.now() - start) * 1000;
    process.stdout.write(`${JSON.stringify({ microseconds, ...recorded } satisfies Answer)}\n`);
  }
}
