import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ClipSettings } from '../training/clip.ts';
import type { OptimizerSettings } from '../training/optimizer/createOptimizer.ts';
import type { ScheduleSettings } from '../training/schedule.ts';
import { describeIssues } from './describeIssues.ts';
import { ExperimentError } from './experimentError.ts';
import { trainingSchema } from './trainingSettings.ts';

const sgd = { kind: 'sgd', stepSize: 0.1 };
const least = { optimizer: sgd, steps: 10 };

/** The settings of `training` under test. */
interface Parts {
  readonly optimizer: OptimizerSettings;
  readonly schedule: ScheduleSettings;
  readonly clip?: ClipSettings | undefined;
}

const parse = (document: unknown) => trainingSchema().parse(document) satisfies Parts;

function complaint(document: unknown): string {
  const { error } = trainingSchema().safeParse(document);
  return error ? new ExperimentError(describeIssues(error.issues, document)).message : 'none';
}

describe('defaults', () => {
  test('of training', () => {
    expect(parse(least)).toEqual({
      ...least,
      schedule: { kind: 'constant', warmup: 0 },
      l2: 0,
      batch: 'full',
    });
  });

  const adam = { stepSize: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  test.each([
    [{ kind: 'momentum', stepSize: 1 }, { momentum: 0.9 }],
    [{ kind: 'nesterov', stepSize: 1 }, { momentum: 0.9 }],
    [{ kind: 'adagrad' }, { stepSize: 0.01, epsilon: 1e-10 }],
    [{ kind: 'rmsprop' }, { stepSize: 0.01, decay: 0.99, epsilon: 1e-8 }],
    [{ kind: 'adam' }, adam],
    [{ kind: 'adamw' }, { ...adam, weightDecay: 0.01 }],
  ])('of %j are %j', (optimizer, defaults) => {
    expect(parse({ ...least, optimizer }).optimizer).toEqual({ ...optimizer, ...defaults });
  });

  test.each([
    [{ kind: 'constant' }, { warmup: 0 }],
    [
      { kind: 'step', every: 5 },
      { factor: 0.1, warmup: 0 },
    ],
    [{ kind: 'cosine', warmup: 3 }, { final: 0 }],
  ])('of %j are %j', (schedule, defaults) => {
    expect(parse({ ...least, schedule }).schedule).toEqual({ ...schedule, ...defaults });
  });
});

test.each([
  { clip: { norm: 1 } },
  { clip: { value: 0.5 } },
  { batch: 32 },
  { batch: 'full' },
  { loss: 'crossEntropy' },
  { loss: 'meanSquaredError' },
])('%j is taken as it is, and again once resolved', part => {
  const training = parse({ ...least, ...part });
  expect(training).toMatchObject(part);
  expect(parse(training)).toEqual(training);
});

describe('what is wrong is refused', () => {
  const share = 'a number from 0 to below 1';
  const kinds = '"sgd" or "momentum" or "nesterov" or "adagrad" or "rmsprop" or "adam" or "adamw"';
  test.each<[object, string]>([
    [{ optimizer: undefined }, 'optimizer: expected a mapping of keys to values, got nothing'],
    [{ optimizer: 'adam' }, 'optimizer: expected a mapping of keys to values, got "adam"'],
    [{ optimizer: { kind: 'lion' } }, `optimizer.kind: expected ${kinds}, got "lion"`],
    [{ optimizer: { stepSize: 1 } }, `optimizer.kind: expected ${kinds}, got nothing`],
    [
      { optimizer: { kind: 'sgd' } },
      'optimizer.stepSize: expected a number from 0 to 1e+100, or a list of one for each layer, got nothing',
    ],
    [
      { optimizer: { kind: 'sgd', stepSize: [0.1, -1] } },
      'optimizer.stepSize[1]: expected a number from 0 to 1e+100, got -1',
    ],
    [
      { optimizer: { ...sgd, momentum: 0.9 } },
      'optimizer: expected only the keys kind, stepSize, got "momentum"',
    ],
    [
      { optimizer: { kind: 'momentum', stepSize: 1, momentum: 1.1 } },
      'optimizer.momentum: expected a number from 0 to 1, got 1.1',
    ],
    [{ optimizer: { kind: 'adam', beta1: 1 } }, `optimizer.beta1: expected ${share}, got 1`],
    [{ optimizer: { kind: 'adam', beta2: -0.1 } }, `optimizer.beta2: expected ${share}, got -0.1`],
    [
      { optimizer: { kind: 'rmsprop', decay: '0.9' } },
      `optimizer.decay: expected ${share}, got "0.9"; write it without quotes: 0.9`,
    ],
    [
      { optimizer: { kind: 'adam', epsilon: 0 } },
      'optimizer.epsilon: expected a number from 1e-300 to 1e+100, got 0',
    ],
    [
      { optimizer: { kind: 'adamw', weightDecay: -1 } },
      'optimizer.weightDecay: expected a number from 0 to 1e+100, got -1',
    ],
    [
      { schedule: { kind: 'linear' } },
      'schedule.kind: expected "constant" or "step" or "cosine", got "linear"',
    ],
    [
      { schedule: { kind: 'step' } },
      'schedule.every: expected a whole number from 1 to 1000000000, got nothing',
    ],
    [
      { schedule: { kind: 'step', every: 1, factor: 2 } },
      'schedule.factor: expected a number from 0 to 1, got 2',
    ],
    [{ schedule: { kind: 'cosine', final: -1 } }, 'schedule.final: expected a number from 0 to 1, got -1'],
    [
      { schedule: { kind: 'cosine', warmup: -1 } },
      'schedule.warmup: expected a whole number from 0 to 1000000000, got -1',
    ],
    [{ clip: {} }, 'clip: expected either norm or value, got a mapping'],
    [{ clip: { norm: 1, value: 1 } }, 'clip: expected either norm or value, got a mapping'],
    [{ clip: { norm: -1 } }, 'clip.norm: expected a number from 0 to 1e+100, got -1'],
    [{ clip: { nrom: 1 } }, 'clip: expected only the keys norm, value, got "nrom"; did you mean "norm"?'],
    [{ clip: 1 }, 'clip: expected a mapping of keys to values, got 1'],
    [{ batch: 0 }, 'batch: expected "full" or a whole number from 1 to 10000000, got 0'],
    [{ batch: 1.5 }, 'batch: expected "full" or a whole number from 1 to 10000000, got 1.5'],
    [{ batch: 'half' }, 'batch: expected "full", got "half"'],
    [
      { loss: 'hinge' },
      'loss: expected "crossEntropy" or "binaryCrossEntropy" or "binaryCrossEntropyWithLogits" or "meanSquaredError" or "meanAbsoluteError" or "huber", got "hinge"',
    ],
    [
      { learningRate: 1 },
      'experiment: expected only the keys optimizer, schedule, clip, l2, steps, batch, loss, got "learningRate"; it belongs under training',
    ],
  ])('%j', (part, message) => {
    expect(complaint({ ...least, ...part })).toBe(message);
  });
});

test('the JSON Schema needs what has no default, refuses unknown keys, and takes one limit of clipping', () => {
  const clip = { additionalProperties: false, minProperties: 1, maxProperties: 1 };
  expect(z.toJSONSchema(trainingSchema(), { io: 'input' })).toMatchObject({
    required: ['optimizer', 'steps'],
    additionalProperties: false,
    properties: {
      clip,
      batch: { anyOf: [{ type: 'number', multipleOf: 1, minimum: 1 }, { const: 'full' }] },
    },
  });
});
