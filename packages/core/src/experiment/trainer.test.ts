import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { parseExperiment } from './parseExperiment.ts';
import type { Run } from './run.ts';
import type { Experiment } from './schema.ts';
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
