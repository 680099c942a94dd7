import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Does jobs in threads that run `module`, each answering a message with a message; results in the order of the jobs. `module` lies from here. */
export async function farm<Job, Result>(
  module: string,
  jobs: readonly Job[],
  onResult: (done: number) => void = () => {},
  threads = availableParallelism(),
): Promise<Result[]> {
  const results = Array<Result>(jobs.length);
  const indices = jobs.keys();
  let done = 0;
  const work = async () => {
    const worker = new Worker(fileURLToPath(new URL(module, import.meta.url)));
    for (const index of indices) {
      results[index] = await new Promise<Result>((resolve, reject) => {
        worker.once('error', reject);
        worker.once('message', (result: Result) => {
          worker.removeAllListeners('error');
          resolve(result);
        });
        worker.postMessage(jobs[index]);
      });
      onResult(++done);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: threads }, work));
  return results;
}
