import { describe, expect, it, test } from 'vitest';
import type { BatchRun } from './batchRun.ts';
import { parseExperiment } from './parseExperiment.ts';
import type { RunSummary, SummaryOptions } from './runSummary.ts';
import { SummaryTrainer } from './summaryTrainer.ts';
import { trainBatch } from './trainBatch.ts';
import { Trainer } from './trainer.ts';

const sgd = (stepSize: number | number[]) => ({ kind: 'sgd', stepSize });

interface Changes {
  readonly seed?: number;
  readonly data?: object;
  readonly network?: object;
  readonly training?: object;
  readonly precision?: string;
}

function runOf({
  seed = 1,
  data = { kind: 'moons', samples: 17 },
  network,
  training,
  precision,
}: Changes): BatchRun {
  const usual = { name: 'a', hidden: [5, 3], activation: 'tanh', init: { kind: 'normal', std: 1 } };
  return {
    experiment: parseExperiment({
      seed,
      data,
      networks: [{ ...usual, ...network }],
      training: { optimizer: sgd(0.1), steps: 60, ...training },
      ...(precision && { precision }),
    }),
  };
}

/** In lanes and not, of several shapes, mixed. */
const RUNS = [
  {},
  { training: { optimizer: sgd(3) } },
  { data: { kind: 'iris', test: 0.3 } },
  { training: { optimizer: { kind: 'adam' } } },
  { training: { l2: 0.01 } },
  { training: { optimizer: sgd([0.1, 5, 2]) } },
  { seed: 7 },
  { network: { activation: 'relu' } },
  { network: { activation: 'sigmoid' }, seed: 4 },
  { network: { hidden: [] } },
  { network: { activation: 'relu' }, training: { optimizer: sgd(1e6) } },
  { training: { l2: 1e3 } },
  { network: { normalization: 'batch' } },
  { network: { bias: false } },
  { network: { parameterization: 'meanField' } },
  { data: { kind: 'curve', samples: 9 } },
  { training: { loss: 'meanSquaredError' } },
  { training: { loss: 'meanSquaredError', optimizer: sgd(50) }, network: { activation: 'identity' } },
  { precision: 'float32' },
  { training: { schedule: { kind: 'cosine', warmup: 3 } } },
  { training: { schedule: { kind: 'cosine', warmup: 3 }, optimizer: sgd(2) } },
  { training: { clip: { norm: 0.1 } } },
  { training: { batch: 5 } },
  { training: { steps: 1 } },
  { network: { dropout: 0.2 } },
  { network: { hidden: [400] } },
].map(runOf);

const TARGET = 0.3;

/** The summary computed the slow way, by a Trainer. */
function expected({ experiment }: BatchRun): RunSummary {
  const trainer = new Trainer({ ...experiment, record: { every: 1, probes: ['gradient'] } }, 0);
  while (!trainer.done) trainer.advance(1000);
  const { name, steps, divergedAt, loss, accuracy, test, final, layers, history } = trainer.run();
  // A run records once more at its end; what a step has is from before its update.
  const losses = history.loss.slice(0, divergedAt === null ? steps : steps + 1);
  const { values, columns } = history.series.grad_l2!;
  const reached = losses.findIndex(value => value <= TARGET);
  const last = losses.slice(-20);
  return {
    name,
    steps,
    divergedAt,
    loss,
    accuracy,
    test,
    firstLoss: losses[0],
    lastLoss: last.reduce((sum, value) => sum + value, 0) / last.length,
    firstGradient: values[(losses.length - 1) * columns],
    stepsToTarget: reached < 0 ? null : reached,
    losses,
    final,
    layers,
  };
}

test('every summary has the bits of a Trainer, in lanes or not, in the order of the runs', () => {
  const summaries = trainBatch(RUNS, { target: TARGET, losses: true, final: true });
  expect(summaries).toHaveLength(RUNS.length);
  for (const [i, run] of RUNS.entries()) {
    expect(summaries[i], JSON.stringify(run.experiment)).toEqual(expected(run));
  }
  expect(summaries.filter(({ divergedAt }) => divergedAt !== null).length).toBeGreaterThan(0);
  expect(summaries.filter(({ stepsToTarget }) => stepsToTarget !== null).length).toBeGreaterThan(3);
});

describe('a SummaryTrainer', () => {
  const WISHES = { target: TARGET, losses: true, final: true };

  /** Trains with a break after every so many steps, each time with a new trainer that has only the checkpoint's copy. */
  function withBreaks(run: BatchRun, every: number, options: SummaryOptions): RunSummary {
    let trainer = new SummaryTrainer(run, options);
    for (;;) {
      trainer.advance(every);
      if (trainer.done) return trainer.summary();
      trainer = new SummaryTrainer(run, options, structuredClone(trainer.checkpoint()));
    }
  }

  it('has the same bits with breaks after every 7 or 23 steps, and with one before the first', () => {
    const whole = trainBatch(RUNS, WISHES);
    for (const [i, run] of RUNS.entries()) {
      for (const every of [7, 23]) {
        expect(withBreaks(run, every, WISHES), `${every} ${JSON.stringify(run.experiment)}`).toEqual(
          whole[i],
        );
      }
    }
    const start = new SummaryTrainer(RUNS[0], WISHES).checkpoint();
    const trainer = new SummaryTrainer(RUNS[0], WISHES, start);
    trainer.advance(1000);
    expect(trainer.summary()).toEqual(whole[0]);
  });

  it('keeps neither losses nor parameters without wishes, and refuses to make them up', () => {
    const run = RUNS[0];
    expect(withBreaks(run, 7, {})).toEqual(trainBatch([run])[0]);
    const trainer = new SummaryTrainer(run, {});
    trainer.advance(30);
    expect(trainer.checkpoint().losses.all).toBeNull();
    expect(() => new SummaryTrainer(run, { losses: true }, trainer.checkpoint())).toThrow(
      'losses: expected every loss to be kept, got the last 20',
    );
  });

  it('has no checkpoint once it is done', () => {
    const trainer = new SummaryTrainer(RUNS[0], {});
    trainer.advance(1000);
    expect(() => trainer.checkpoint()).toThrow('checkpoint: expected a run under way, got one that is done');
  });
});

test('another order, or company, changes nothing; without wishes neither losses nor parameters are kept', () => {
  const whole = trainBatch(RUNS);
  const backwards = trainBatch([...RUNS].reverse()).reverse();
  expect(backwards).toEqual(whole);
  expect(trainBatch(RUNS.slice(4, 5))).toEqual(whole.slice(4, 5));
  expect(whole[0]).not.toHaveProperty('losses');
  expect(whole[0]).not.toHaveProperty('final');
  expect(whole[0].stepsToTarget).toBeNull();
});

test('the network is the one at its index, whose start depends on those before it', () => {
  const { experiment } = RUNS[0];
  const networks = [{ ...experiment.networks[0], name: 'first' }, ...experiment.networks];
  const both = { ...experiment, networks };
  const [first, second] = trainBatch([{ experiment: both }, { experiment: both, index: 1 }]);
  expect(first).toEqual({ ...trainBatch([RUNS[0]])[0], name: 'first' });
  const trainer = new Trainer(both, 1);
  trainer.advance(1000);
  expect(second.loss).toBe(trainer.run().loss);
  expect(() => trainBatch([{ experiment, index: 1 }])).toThrow(
    new RangeError('runs[0].index: expected a network from 0 to 0, got 1'),
  );
});

test('none is none', () => {
  expect(trainBatch([])).toEqual([]);
});
