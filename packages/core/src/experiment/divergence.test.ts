import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { parseExperiment } from './parseExperiment.ts';
import type { Run } from './run.ts';
import { type Checkpoint, Trainer } from './trainer.ts';

const RELU = 1;
const SIGMOID = 0;

interface Settings {
  readonly stepSize: number;
  readonly l2?: number;
  readonly every?: number;
  readonly precision?: string;
  readonly steps?: number;
}

/** Trains to the end, from a checkpoint if there is one. */
function runOf(index: number, settings: Settings, checkpoint?: Checkpoint): Run {
  const trainer = trainerOf(index, settings, checkpoint);
  trainer.advance(1e6);
  expect(trainer.done).toBe(true);
  return trainer.run();
}

function trainerOf(index: number, settings: Settings, checkpoint?: Checkpoint): Trainer {
  const { stepSize, l2 = 0.001, every = 1, precision = 'float64', steps = 1000 } = settings;
  const document = smallDocument();
  const experiment = parseExperiment({
    ...document,
    training: { optimizer: { kind: 'sgd', stepSize }, l2, steps },
    record: { ...document.record, every },
    precision,
  });
  return new Trainer(experiment, index, checkpoint && { checkpoint });
}

describe.each(['float64', 'float32'])('%s', precision => {
  test.each([1, 3, 1000])(
    'too large a step ends the run; history and the step that ended it are kept, every: %d',
    every => {
      const { divergedAt, history, steps, interrupted } = runOf(RELU, { stepSize: 1e10, every, precision });
      expect(divergedAt).toBeGreaterThan(0);
      expect([steps, interrupted]).toEqual([divergedAt, false]);
      expect(history.step.at(-1)).toBe(divergedAt);
      expect([...history.step.subarray(0, -1)].every(step => step % every === 0)).toBe(true);
      expect(Number.isFinite(history.loss.at(-1))).toBe(false);
      expect([...history.loss.subarray(0, -1)].every(Number.isFinite)).toBe(true);
      for (const [name, { columns, values }] of Object.entries(history.series)) {
        expect(values.length, name).toBe(columns * history.step.length);
      }
    },
  );
});

test('recording does not change the step at which a run diverges', () => {
  const [each, third, first] = [1, 3, 1000].map(every => runOf(RELU, { stepSize: 1e10, every }).divergedAt);
  expect([third, first]).toEqual([each, each]);
});

test.each([1, 50])(
  'weights whose squares overflow end the run, though the loss of the data is finite, every: %d',
  every => {
    // stepSize · l2 = 100 multiplies every weight by −99 at each step; sigmoids keep what is between them finite.
    const { divergedAt, history } = runOf(SIGMOID, { stepSize: 10, l2: 10, every });
    expect(divergedAt).toBeGreaterThan(50);
    expect([...history.loss.subarray(0, -1)].every(Number.isFinite)).toBe(true);
    expect(history.loss.at(-1)).toBe(Infinity);
  },
);

test('a resumed run diverges at the same step, with the same bits', () => {
  const whole = runOf(RELU, { stepSize: 1e10 });
  const first = trainerOf(RELU, { stepSize: 1e10 });
  first.advance(2);
  expect(first.done).toBe(false);
  expect(runOf(RELU, { stepSize: 1e10 }, first.checkpoint())).toEqual(whole);
});

test('the checkpoint of a diverged run diverges at once, with the same history', () => {
  const whole = trainerOf(RELU, { stepSize: 1e10, every: 3 });
  whole.advance(1e6);
  const again = trainerOf(RELU, { stepSize: 1e10, every: 3 }, whole.checkpoint());
  again.advance(1);
  expect(again.run()).toEqual(whole.run());
});

test('a step size of 0 trains nothing and does not diverge', () => {
  const { initial, final, divergedAt } = runOf(RELU, { stepSize: 0, steps: 10 });
  expect(final).toEqual(initial);
  expect(divergedAt).toBeNull();
});
