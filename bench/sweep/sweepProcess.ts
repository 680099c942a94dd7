import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase, storeLocation, submit, work } from '@gradscope/sweep';
import { expandSweep } from 'gradscope';
import { jobsOf } from '../../packages/sweep/dist/store/sweeps.js';
import { Threads } from '../../packages/sweep/dist/thread/threads.js';
import type { SweepReading, SweepTask } from './protocol.ts';

// Does one sweep: prepares, says "ready", begins at the first line of its input, and prints a reading as JSON at the end.

const never = new AbortController().signal;
const task: SweepTask = JSON.parse(process.argv[2]!);
const trained = task.store === undefined ? await withoutStore(task) : await withStore(task, task.store);
process.stdout.write(`${JSON.stringify(trained)}\n`);
process.exit();

/** Trains the ranges that are jobs otherwise, in the same threads, and keeps nothing. */
async function withoutStore({ document, threads, runsPerJob }: SweepTask): Promise<SweepReading> {
  const { total } = expandSweep(document);
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const sweep = { sweepId: 'bench', document: shared, table: null };
  const ranges = jobsOf('bench', [{ from: 0, to: total }], runsPerJob);
  return timed(async () => {
    const pool = new Threads(threads);
    const slot = async () => {
      for (const { from, to } of ranges) {
        const runs = Array.from({ length: to - from }, (_, i) => ({
          index: from + i,
          runId: '',
          axes: '',
        }));
        await pool.train({ sweep, runs }, 3600, never);
      }
    };
    await Promise.all(Array.from({ length: threads }, slot));
    await pool.close();
  });
}

async function withStore(task: SweepTask, store: string): Promise<SweepReading> {
  const database = await openDatabase(storeLocation(store));
  const { document, threads, runsPerJob } = task;
  const sweepId = await submit(database, { name: 'bench', document, table: undefined, runsPerJob });
  const memory: SweepReading['memory'] = [];
  let [runs, measuredAt] = [0, 0];
  const onRecorded = (_: readonly object[], places: number) => {
    runs += places;
    if (!task.memoryEvery || runs < measuredAt + task.memoryEvery) return;
    measuredAt = runs;
    memory.push({ runs, ...memoryNow(database) });
  };
  return timed(() => work(database, { threads, signal: never, sweepId, onRecorded }), memory);
}

/** In MB of 10⁶ bytes. */
function memoryNow({ location }: Database) {
  const { rss, heapUsed, external } = process.memoryUsage();
  const folder = location.kind === 'folder' ? folderBytes(location.folder) : undefined;
  const [resident, heap, outside] = [rss, heapUsed, external].map(bytes => Math.round(bytes / 1e6));
  return {
    resident: resident!,
    heap: heap!,
    outside: outside!,
    ...(folder && { folder: Math.round(folder / 1e6) }),
  };
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

async function timed(
  action: () => Promise<void>,
  memory: SweepReading['memory'] = [],
): Promise<SweepReading> {
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const cpu = process.cpuUsage();
  const began = performance.now();
  await action();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, memory };
}
