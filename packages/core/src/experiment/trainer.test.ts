import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import type { Dataset } from '../data/dataset.ts';
import type { GivenData } from '../data/givenData.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';
import type { Run } from './run.ts';
import type { Experiment, ExperimentInput } from './schema.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';

const STEPS = 30;

function experiment({ every = 1, precision = 'float64' } = {}): Experiment {
  return parseExperiment({ ...smallDocument(), record: { ...smallDocument().record, every }, precision });
}

function finish(trainer: Trainer): Run {
  while (!trainer.done) trainer.advance(7);
  return trainer.run();
}

describe.each(['wasm', 'reference'] as const)('%s', engine => {
  describe.each(['float64', 'float32'] as const)('%s', precision => {
    test.each([1, 4, 7, 29, 30, 100])(
      'a run left at any step and resumed has the bits of the whole, every: %d',
      every => {
        const settings = experiment({ every, precision });
        for (const index of [0, 1]) {
          const whole = finish(new Trainer(settings, index, { engine }));
          for (const cut of [0, 1, 2, 4, 5, 8, 13, 29, 30, 31, 99]) {
            const first = new Trainer(settings, index, { engine });
            first.advance(cut);
            const checkpoint = structuredClone(first.checkpoint());
            expect(finish(new Trainer(settings, index, { engine, checkpoint })), `cut ${cut}`).toEqual(whole);
            expect(finish(first), `cut ${cut}, gone on with`).toEqual(whole);
          }
        }
      },
    );
  });
});

test('resumed over and over, a step at a time', () => {
  const settings = experiment();
  const options: { -readonly [Key in keyof TrainerOptions]: TrainerOptions[Key] } = {};
  let trainer = new Trainer(settings, 0, options);
  // The second step asked for is the first that moves on from a checkpoint.
  for (let i = 0; i < STEPS; i++) {
    trainer.advance(2);
    trainer = new Trainer(settings, 0, { checkpoint: trainer.checkpoint() });
  }
  expect(finish(trainer)).toEqual(finish(new Trainer(settings, 0)));
});

test('looking at a run, or checkpointing it, does not change it', () => {
  const trainer = new Trainer(experiment(), 1);
  while (!trainer.done) {
    trainer.advance(1);
    trainer.run();
    trainer.checkpoint();
  }
  expect(trainer.run()).toEqual(finish(new Trainer(experiment(), 1)));
});

test('a checkpoint owns its data', () => {
  const trainer = new Trainer(experiment(), 0);
  trainer.advance(10);
  const checkpoint = trainer.checkpoint();
  const copy = structuredClone(checkpoint);
  trainer.advance(10);
  expect(checkpoint).toEqual(copy);
});

test('a float32 run holds float32 numbers, and starts as the float64 run does', () => {
  const single = finish(new Trainer(experiment({ precision: 'float32' }), 0));
  const double = finish(new Trainer(experiment(), 0));
  expect(single.final[0].W).toBeInstanceOf(Float32Array);
  expect(single.initial).toEqual(double.initial);
  for (const [i, loss] of double.history.loss.entries()) {
    expect(Math.abs(single.history.loss[i] / loss - 1)).toBeLessThan(1e-5);
  }
});

test('both engines give the same run in float64', () => {
  expect(finish(new Trainer(experiment(), 0, { engine: 'wasm' }))).toEqual(
    finish(new Trainer(experiment(), 0, { engine: 'reference' })),
  );
});

describe('what a run says of itself', () => {
  test('before, in the middle, at the end', () => {
    const trainer = new Trainer(experiment(), 0);
    expect(trainer.run()).toMatchObject({ name: 'sigmoid', steps: 0, interrupted: true, divergedAt: null });
    trainer.advance(11);
    expect(trainer.step).toBe(10);
    expect(trainer.run()).toMatchObject({ steps: 10, interrupted: true });
    expect(trainer.run().history.step.length).toBe(11);
    expect(finish(trainer)).toMatchObject({ steps: STEPS, interrupted: false, divergedAt: null });
    expect(trainer.done).toBe(true);
  });

  test('the loss and accuracy are of the final parameters: those a further step would record', () => {
    const run = finish(new Trainer(experiment(), 0));
    const document = smallDocument();
    const longer = parseExperiment({ ...document, training: { ...document.training, steps: STEPS + 1 } });
    const { history } = finish(new Trainer(longer, 0));
    expect([run.loss, run.accuracy]).toEqual([history.loss[STEPS], history.accuracy[STEPS]]);
  });

  test('nothing happens after the end', () => {
    const trainer = new Trainer(experiment(), 0);
    const run = finish(trainer);
    trainer.advance(10);
    expect(trainer.run()).toEqual(run);
  });

  test('every step is shown, with its loss, before its update', () => {
    const seen: [number, number][] = [];
    const trainer = new Trainer(experiment(), 0);
    trainer.advance(1000, (step, loss) => seen.push([step.index, loss()]));
    const { history } = trainer.run();
    expect(seen).toEqual([...history.loss].map((loss, step) => [step, loss]));
  });
});

test('refuses a network that is not there', () => {
  for (const index of [-1, 2, 0.5]) {
    expect(() => new Trainer(experiment(), index)).toThrow(
      new RangeError(`index: expected a network from 0 to 1, got ${index}`),
    );
  }
});

describe('rows of a program’s own', () => {
  const { X, y } = prepare(experiment()).data as Dataset;
  const rows = Array.from(y, (_, n) => Array.from(X.subarray(2 * n, 2 * n + 2)));

  test('take the place of those that the experiment describes', () => {
    const trainer = new Trainer(experiment(), 0, { data: { X: rows, y } });
    trainer.advance(3);
    expect(trainer.data).toEqual({ samples: y.length, features: 2, X, classes: 3, y });
    expect(trainer.run().history.loss).toHaveLength(3);
  });

  test('may have numbers to predict', () => {
    const { loss: _, ...training } = experiment().training;
    const data = { X: rows, targets: rows.map(([x]) => x * x) };
    const trainer = new Trainer({ ...experiment(), training }, 0, { data });
    trainer.advance(3);
    expect(trainer.data).toMatchObject({ outputs: 1, targets: Float64Array.from(data.targets) });
    expect(trainer.run().accuracy).toBeNaN();
  });

  test.each<[string, GivenData]>([
    ['data.X: expected at least one row of numbers, got none', { X: [], y: [] }],
    ['data.X[1]: expected 2 numbers as in row 0, got 1', { X: [[1, 2], [3]], y: [0, 1] }],
    ['data.X[0]: expected finite numbers, got NaN', { X: [[Number.NaN]], y: [0] }],
    ['data.y: expected one for each of the 1 rows of data.X, got 2', { X: [[1]], y: [0, 1] }],
    [
      'data.y[0]: expected a class, a whole number from 0 to below 1000, got 0.5; numbers to predict are targets',
      { X: [[1]], y: [0.5] },
    ],
    ['data.targets: expected one for each of the 1 rows of data.X, got 2', { X: [[1]], targets: [1, 2] }],
  ])('%s', (message, data) => {
    expect(() => new Trainer(experiment(), 0, { data })).toThrow(new RangeError(message));
  });
});

test('what is prepared once serves all networks, with the same bits', () => {
  const prepared = prepare(experiment());
  for (const index of [0, 1]) {
    const [own, shared] = [{}, { prepared }].map(options => {
      const trainer = new Trainer(experiment(), index, options);
      trainer.advance(5);
      return trainer.run();
    });
    expect(shared).toEqual(own);
  }
});

test('an experiment has a type for those who write it: a wrong key is an error of types', () => {
  const right: ExperimentInput = {
    data: { kind: 'moons', samples: 20 },
    networks: [
      { name: 'a', hidden: [5, { width: 4, activation: 'tanh' }], activation: 'relu', init: 'heNormal' },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10 },
  };
  // @ts-expect-error: data is misspelt.
  const wrong: ExperimentInput = { ...right, dta: 1 };
  expect(() => parseExperiment(wrong)).toThrow('got "dta"; did you mean "data"?');
  expect(parseExperiment(right).networks[0].init).toEqual({ kind: 'heNormal' });
});
