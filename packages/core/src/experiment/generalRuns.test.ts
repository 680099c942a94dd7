import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { createEngine } from '../engine/createEngine.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { predict } from '../network/predict.ts';
import { probeNames } from '../probe/index.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';
import type { Run } from './run.ts';
import type { Experiment } from './schema.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';

const STEPS = 20;

/** Everything that draws, keeps or averages something: mini-batches, masks, running values, moments. */
function everything(network: object = {}, training: object = {}): Experiment {
  const { data, seed } = smallDocument();
  return parseExperiment({
    seed,
    data,
    networks: [
      {
        name: 'all',
        hidden: [5, 5, 5],
        activation: { kind: 'prelu', slope: 0.2 },
        init: { kind: 'heNormal' },
        normalization: 'batch',
        residual: 'identity',
        dropout: 0.2,
        ...network,
      },
    ],
    training: {
      optimizer: { kind: 'adam', stepSize: 0.02 },
      schedule: { kind: 'cosine', warmup: 3 },
      clip: { norm: 1 },
      l2: 0.01,
      steps: STEPS,
      batch: 7,
      ...training,
    },
    record: { every: 3, probes: probeNames() },
  });
}

function finish(trainer: Trainer): Run {
  while (!trainer.done) trainer.advance(7);
  return trainer.run();
}

const runOf = (experiment: Experiment, options?: TrainerOptions) =>
  finish(new Trainer(experiment, 0, options));

describe('left at any step and resumed from a clone, a run has the bits of the whole', () => {
  test.each([
    ['mini-batches, dropout, batch normalization, adam, all probes', everything()],
    ['the whole data', everything({}, { batch: 'full' })],
    [
      'maxout, layer normalization, nesterov',
      everything(
        { activation: { kind: 'maxout', pieces: 2 }, normalization: 'layer' },
        { optimizer: { kind: 'nesterov', stepSize: 0.01 } },
      ),
    ],
  ])('%s', (_, experiment) => {
    const whole = runOf(experiment);
    for (let cut = 0; cut <= STEPS + 1; cut++) {
      const first = new Trainer(experiment, 0);
      first.advance(cut);
      const checkpoint = structuredClone(first.checkpoint());
      expect(runOf(experiment, { checkpoint }), `cut ${cut}`).toEqual(whole);
      expect(finish(first), `cut ${cut}, gone on with`).toEqual(whole);
    }
  });
});

test('looking at a run at every step, which evaluates it, does not change it', () => {
  for (const batch of [7, 'full']) {
    const experiment = everything({}, { batch });
    const trainer = new Trainer(experiment, 0);
    while (!trainer.done) {
      trainer.advance(1);
      trainer.run();
      trainer.checkpoint();
    }
    expect(trainer.run()).toEqual(runOf(experiment));
  }
});

test('recording everything does not change the training', () => {
  const experiment = everything();
  const { final, loss } = runOf(experiment);
  const bare = runOf({ ...experiment, record: { every: 20, probes: ['loss'] } });
  expect([bare.final, bare.loss]).toEqual([final, loss]);
});

test.each(['gelu', 'sin', { kind: 'maxout', pieces: 3 }, { kind: 'prelu', slope: 0.2 }])(
  'both engines have the same bits in everything they record and learn: %j',
  activation => {
    for (const normalization of ['batch', 'layer']) {
      const experiment = everything({ activation, normalization });
      expect(runOf(experiment, { engine: 'wasm' })).toEqual(runOf(experiment, { engine: 'reference' }));
    }
  },
);

test('batches and masks follow from the seed, not from random numbers drawn during training', () => {
  const experiment = everything();
  expect(runOf(experiment)).toEqual(runOf(experiment));
  const other = runOf({ ...experiment, seed: 4 });
  expect(other.history.loss).not.toEqual(runOf(experiment).history.loss);
  expect(prepare(experiment).networks[0].seeds).toEqual(
    prepare(everything({}, { batch: 3 })).networks[0].seeds,
  );
});

describe('a run’s loss and accuracy are evaluated', () => {
  test.each([[7], ['full']] as const)(
    'with running values, without dropout, on all data, batch: %s',
    batch => {
      const experiment = everything({}, { batch });
      const { data, loss, networks } = prepare(experiment);
      const run = runOf(experiment);
      const network = new Network(modelOf(createEngine('reference'), networks[0].layers, run.final), data, {
        loss,
      });
      const { loss: evaluated, correct } = network.classify(false);
      expect(run.loss).toBe(evaluated + 0.01 * network.halfSquaredWeights());
      expect(run.accuracy).toBe(correct / data.samples);
      expect(run.loss).not.toBe(network.classify(true).loss + 0.01 * network.halfSquaredWeights());
      expect(run.test).toBeNull();
    },
  );

  test('on the data held out too, without l2: those that predict finds, relative error < 1e-13', () => {
    const experiment = {
      ...everything({}, { steps: 60 }),
      data: { kind: 'iris', standardize: true, test: 0.3 },
    } as const;
    const { data, networks } = prepare(experiment);
    const run = runOf(experiment);
    if (!data.test || !('y' in data.test)) throw new Error('iris has classes, of which some are held out');
    const { X, y, samples } = data.test;
    expect(samples).toBe(45);
    const scores = predict(createEngine('wasm'), networks[0].layers, run.final, X);
    const rows = Array.from(y, (label, n) => ({ label, own: [...scores.subarray(3 * n, 3 * n + 3)] }));
    const right = rows.filter(({ label, own }) => own[label] === Math.max(...own)).length;
    const losses = rows.map(
      ({ label, own }) => Math.log(own.reduce((sum, score) => sum + Math.exp(score), 0)) - own[label],
    );
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / samples;
    expect(run.test!.accuracy).toBe(right / samples);
    expect(Math.abs(run.test!.loss / mean - 1)).toBeLessThan(1e-13);
    expect(run.test!.accuracy).toBeGreaterThan(0.8);
  });

  test('values have a loss, and no accuracy', () => {
    const experiment = { ...everything(), data: { kind: 'curve', samples: 30, noise: 0.1 } } as const;
    const run = runOf(experiment);
    expect(run.accuracy).toBe(Number.NaN);
    expect(run.history.accuracy.every(Number.isNaN)).toBe(true);
    expect(run.loss).toBeGreaterThan(0);
  });
});

describe('a run that breaks says where', () => {
  /** A plain network of three layers, trained on all data by plain descent: l2 alone makes its weights grow at large steps. */
  const exploding = (activation: string, stepSize: number, l2: number) =>
    everything(
      { activation, normalization: 'none', residual: 'none', dropout: 0 },
      {
        optimizer: { kind: 'sgd', stepSize },
        schedule: { kind: 'constant' },
        clip: undefined,
        l2,
        batch: 'full',
      },
    );

  test.each([
    [1e20, 0.001],
    [1e100, 0.001],
    [1e100, 1e3],
  ])(
    'at a step size of %d, l2 %d: at the first value from the input on that is not finite',
    (stepSize, l2) => {
      const experiment = exploding('leakyRelu', stepSize, l2);
      const { data, networks } = prepare(experiment);
      const { divergedAt, broken, final, history } = runOf(experiment);
      expect(divergedAt).toBeGreaterThan(0);
      expect(history.step.at(-1)).toBe(divergedAt);
      const network = new Network(modelOf(createEngine('wasm'), networks[0].layers, final), data);
      network.forward();
      const values = network.layers.flatMap(({ W, b, h }, l) =>
        Object.entries({ W, b, h }).flatMap(([quantity, tensor]) =>
          [...tensor.values].map(value => ({ layer: l + 1, quantity, value })),
        ),
      );
      const first = values.find(({ value }) => !Number.isFinite(value))!;
      expect(broken).toEqual({ ...first, value: String(first.value) });
    },
  );

  test('null where all is finite but the squares of the weights', () => {
    const { divergedAt, broken } = runOf(exploding('sigmoid', 1e100, 1e100));
    expect([divergedAt, broken]).toEqual([1, null]);
  });

  test('null where nothing broke', () => {
    expect(runOf(everything())).toMatchObject({ divergedAt: null, broken: null });
  });
});
