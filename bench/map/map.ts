import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Trainer } from 'gradscope';
import { farm } from '../diagnosis/farm.ts';
import { mapRuns } from './mapRuns.ts';
import type { MapJob } from './mapWorker.ts';

// Measures how long a map of 256 × 256 networks takes (16-16-1, tanh, 16 points, 500 steps each), and which
// share of the time of training them one after the other.

const { values } = parseArgs({
  options: { side: { type: 'string', default: '256' }, threads: { type: 'string', default: '2' } },
});
const side = Number(values.side);
const threads = Number(values.threads);
/** Rows that a thread takes at a time. */
const ROWS = 4;
/** Networks that are also trained alone. */
const ALONE = 40;

const jobs = Array.from({ length: Math.ceil(side / ROWS) }, (_, k): MapJob => {
  const from = k * ROWS;
  return { side, from, to: Math.min(side, from + ROWS) };
});
const started = performance.now();
const diverged = await farm<MapJob, number>('../map/mapWorker.ts', jobs, () => {}, threads);
const seconds = (performance.now() - started) / 1000;

const alone = Array.from({ length: ALONE }, (_, k) => Math.floor(((k + 0.5) * side) / ALONE));
const startedAlone = performance.now();
for (const k of alone) {
  const { experiment } = mapRuns(side, k, k + 1)[k]!;
  const trainer = new Trainer({ ...experiment, record: { every: [0], probes: [] } }, 0);
  while (!trainer.done) trainer.advance(experiment.training.steps + 1);
  trainer.run();
}
const each = (performance.now() - startedAlone) / 1000 / ALONE;

const cells = side * side;
console.log(`${side} × ${side} networks, 16-16-1 tanh, 16 points, 500 steps, float64`);
console.log(`${seconds.toFixed(1)} s on ${threads} threads (of ${availableParallelism()} processors)`);
console.log(`${((1e6 * seconds * threads) / (cells * 500)).toFixed(2)} µs a step and network, one thread`);
console.log(`${((each * cells) / (seconds * threads)).toFixed(1)} times as fast as one after the other`);
console.log(`${diverged.reduce((sum, count) => sum + count, 0)} diverged`);
