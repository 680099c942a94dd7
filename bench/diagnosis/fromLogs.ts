// Measures how many labelled cases a diagnosis gets right from their logs alone: `node
// bench/diagnosis/fromLogs.ts [--half development] [--failures]`.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  diagnoseLog,
  HISTOGRAM_BINS,
  type ImportedRun,
  LEDGER_SERIES,
  type LogVerdict,
  type ProbeName,
  type Run,
  Trainer,
} from 'gradscope';
import { importLogs } from '../../packages/formats/dist/index.js';
import { type Case, halfOf } from './cases.ts';
import { Schema2Log } from './schema2Log.ts';
import { materialOf } from './tampered.ts';

/** Steps from one logged row to the next. */
const EVERY = 5;

/** The series that a program may have logged of a run. */
interface Logged {
  readonly shapes: boolean;
  readonly loss: boolean;
  readonly gradients: boolean;
  /** Every second layer and the last, in place of all. */
  readonly some: boolean;
  /**
   * True if the log has the extra series of the PyTorch code in docs/importing.md: zeros of the gradients,
   * and the signal on both sides of each layer.
   */
  readonly hook: boolean;
}

const all: Logged = { shapes: true, loss: true, gradients: true, some: false, hook: false };
const variants: readonly (readonly [name: string, logged: Logged])[] = [
  ['the PyTorch hook', { ...all, hook: true }],
  ['all', all],
  ['no shapes', { ...all, shapes: false }],
  ['every second layer, no shapes', { ...all, shapes: false, some: true }],
  ['no loss', { ...all, loss: false }],
  ['loss alone', { ...all, shapes: false, gradients: false }],
];

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'test' },
    /** Names the cases that the first variant gets wrong. */
    failures: { type: 'boolean', default: false },
  },
});
const labels = JSON.parse(readFileSync(new URL('labels.json', import.meta.url), 'utf8')) as readonly Case[];
const names = ['schema 2', ...variants.map(([name]) => name)];
const counts = names.map(name => ({ name, detected: 0, right: 0, faulty: 0, falseAlarms: 0, healthy: 0 }));
for (const one of labels.filter(one => halfOf(one) === values.half)) {
  const { run, log } = trained(one);
  const logs = [await readSchema2(log), ...variants.map(([, logged]) => logOf(run, logged))];
  for (const [i, log] of logs.entries()) judge(one, counts[i]!, diagnoseLog(log));
}
console.log(`${values.half} half`);
console.table(counts);

function judge(one: Case, count: (typeof counts)[number], { healthy, symptoms }: LogVerdict): void {
  const isRight = symptoms[0] ? one.accepted.includes(symptoms[0].kind) : one.accepted.length === 0;
  if (one.accepted.length === 0) {
    count.healthy++;
    if (!healthy) count.falseAlarms++;
  } else {
    count.faulty++;
    if (!healthy) count.detected++;
    if (isRight) count.right++;
  }
  if (!isRight && values.failures && count === counts[0]) {
    const found = symptoms.map(({ kind }) => kind).join(', ');
    console.log(`${one.id}: expected ${one.accepted.join(' or ') || 'nothing'}, got ${found || 'nothing'}`);
  }
}

function trained({ document, tampering }: Case): { run: Run; log: string } {
  const { experiment, table } = materialOf(document, tampering);
  const probes: ProbeName[] = ['gradient', 'histogram', 'ledger'];
  const record = { every: EVERY, probes };
  const trainer = new Trainer({ ...experiment, record }, 0, { table });
  const log = new Schema2Log(EVERY, experiment);
  while (!trainer.done) trainer.advance(experiment.training.steps, step => log.see(step));
  return { run: trainer.run(), log: log.text() };
}

async function readSchema2(text: string): Promise<ImportedRun> {
  const read = () => new TextEncoder().encode(text);
  const { logs } = await importLogs([{ path: 'log.jsonl', read }]);
  return logs[0]!.run;
}

function logOf(run: Run, { shapes, loss, gradients, some, hook }: Logged): ImportedRun {
  const { name, layers, history } = run;
  const { step, series } = history;
  const kept = layers.map((_, l) => l).filter(l => !some || l % 2 === 1 || l === layers.length - 1);
  const values = Float64Array.from(
    { length: step.length * kept.length },
    (_, i) => series.grad_l2!.values[Math.floor(i / kept.length) * layers.length + kept[i % kept.length]!]!,
  );
  return {
    name,
    layers: kept.map(l => ({
      name: String(l + 1),
      fanIn: shapes ? layers[l]!.fanIn : null,
      fanOut: shapes ? layers[l]!.width : null,
      size: null,
      activation: null,
    })),
    series: {
      ...(gradients && { grad_l2: { columns: kept.length, step, values } }),
      ...(hook && hookSeries(run)),
      ...(loss && {
        loss: { columns: 1, step, values: history.loss },
        accuracy: { columns: 1, step, values: history.accuracy },
      }),
    },
  };
}

function hookSeries({ layers, history: { step, series } }: Run): ImportedRun['series'] {
  const counts = series.grad_histogram!.values;
  const values = Float64Array.from({ length: step.length * layers.length }, (_, i) => {
    const own = counts.subarray(i * HISTOGRAM_BINS, (i + 1) * HISTOGRAM_BINS);
    return own[0]! / own.reduce((sum, count) => sum + count, 0);
  });
  const ledger = LEDGER_SERIES.map(part => [part, { ...series[part]!, step }]);
  return { ...Object.fromEntries(ledger), grad_zeros: { columns: layers.length, step, values } };
}
