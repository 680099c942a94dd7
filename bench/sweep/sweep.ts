import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { estimateSeconds, runsPerJob } from '@gradscope/sweep';
import { expandSweep } from 'gradscope';
import { PostgresServer } from '../../packages/sweep/test/postgresServer.ts';
import { median } from '../statistics.ts';
import { halves, shortestRuns, smallRuns } from './documents.ts';
import type { SweepReading, SweepTask } from './protocol.ts';

// Measures the cost of a sweep's store and queue, and the gain of a second thread; with --memory, whether
// memory grows with the number of runs.

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '500' },
    memory: { type: 'boolean', default: false },
  },
});
const SCRIPT = fileURLToPath(new URL('sweepProcess.ts', import.meta.url));
const runs = Number(options.runs);
const folder = mkdtempSync(join(tmpdir(), 'gradscope-bench-'));
const children = new Set<ChildProcess>();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => void stop(name));
const server = await PostgresServer.start({ fsync: 'on' });
let stores = 0;

try {
  if (options.memory) await showMemory();
  else await showSpeed();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Ends as the signal says, with nothing left behind; the server ends with this process. */
async function stop(name: NodeJS.Signals): Promise<void> {
  const ended = [...children].map(child => once(child, 'exit'));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(ended);
  rmSync(folder, { recursive: true });
  process.kill(process.pid, name);
}

/** Every contender once in each round, so that a slow spell of the machine falls on all alike. */
async function showSpeed(): Promise<void> {
  const document = smallRuns(runs, Number(options.steps));
  const seconds = estimateSeconds(expandSweep(document));
  const each = { threads: 2, runsPerJob: runsPerJob(seconds) };
  console.log(`${runs} runs of about ${(1000 * seconds).toPrecision(2)} ms, ${each.runsPerJob} to a job`);
  const rows = [];
  for (const kind of ['PGlite', 'PostgreSQL'] as const) {
    const [bare, two, apart]: SweepReading[][] = [[], [], []];
    for (let round = 0; round < Number(options.rounds); round++) {
      process.stderr.write(`${kind}: round ${round + 1} of ${options.rounds}\n`);
      bare!.push(await together([{ document, ...each }]));
      two!.push(await together([{ document, ...each, store: await freshStore(kind) }]));
      apart!.push(await together(await apartOf(document, each, kind)));
    }
    const ratios = (a: SweepReading[], b: SweepReading[], of: 'seconds' | 'cpuSeconds') =>
      a.map((reading, round) => reading[of] / b[round]![of]);
    rows.push({
      store: kind,
      'runs/s, no store': rate(bare!),
      'runs/s, 2 threads': rate(two!),
      'runs/s, 2 processes': rate(apart!),
      'threads : processes': spread(ratios(apart!, two!, 'seconds'), value => value.toFixed(2)),
      'store overhead': spread(ratios(two!, bare!, 'seconds'), percentOver),
      'of CPU time': spread(ratios(two!, bare!, 'cpuSeconds'), percentOver),
    });
  }
  console.table(rows);
}

/** Two processes of one thread: each with half of the runs in a folder of its own, or at one queue. */
async function apartOf(
  document: object,
  each: Pick<SweepTask, 'runsPerJob'>,
  kind: Kind,
): Promise<SweepTask[]> {
  if (kind === 'PostgreSQL') {
    const store = await freshStore(kind);
    return [1, 2].map(() => ({ document, ...each, threads: 1, store }));
  }
  return Promise.all(
    halves(document).map(async half => ({
      document: half,
      ...each,
      threads: 1,
      store: await freshStore(kind),
    })),
  );
}

async function showMemory(): Promise<void> {
  for (const kind of ['PGlite', 'PostgreSQL'] as const) {
    const store = await freshStore(kind);
    const task = {
      document: shortestRuns(runs),
      threads: 2,
      runsPerJob: 1000,
      store,
      memoryEvery: runs / 10,
    };
    const { memory, seconds } = await together([task]);
    console.log(`${kind}: ${runs} runs in ${seconds.toFixed(0)} s; memory in MB`);
    console.table(memory);
  }
}

type Kind = 'PGlite' | 'PostgreSQL';

async function freshStore(kind: Kind): Promise<string> {
  const name = `bench_${++stores}`;
  if (kind === 'PGlite') return join(folder, name);
  await server.query(`CREATE DATABASE ${name}`);
  return server.url.replace(/\/postgres$/, `/${name}`);
}

/** Lets processes begin at once when all are ready; as long as the last of them. */
async function together(tasks: readonly SweepTask[]): Promise<SweepReading> {
  const processes = [];
  // One after the other, since only one can make a sweep that both work on.
  for (const task of tasks) processes.push(await prepared(task));
  const readings = await Promise.all(processes.map(begin => begin()));
  return {
    seconds: Math.max(...readings.map(({ seconds }) => seconds)),
    cpuSeconds: readings.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    memory: readings[0]!.memory,
  };
}

async function prepared(task: SweepTask): Promise<() => Promise<SweepReading>> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  return async () => {
    child.stdin.write('begin\n');
    const [line] = await once(lines, 'line');
    return JSON.parse(line);
  };
}

function rate(readings: readonly SweepReading[]): number {
  return Math.round(median(readings.map(({ seconds }) => runs / seconds)));
}

/** `0.97 (0.95 – 1.01)`: the median of the rounds, the least and the most. */
function spread(values: readonly number[], text: (value: number) => string): string {
  return `${text(median(values))} (${text(Math.min(...values))} – ${text(Math.max(...values))})`;
}

function percentOver(ratio: number): string {
  return `${(100 * (ratio - 1)).toFixed(1)} %`;
}
