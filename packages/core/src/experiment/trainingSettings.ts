import { z } from 'zod';
import { fromKinds } from '../kinds/kind.ts';
import { LOSS_KINDS } from '../network/losses/index.ts';
import type { ClipSettings } from '../training/clip.ts';
import { type OptimizerSettings, optimizerKinds } from '../training/optimizer/createOptimizer.ts';
import type { OptimizerKind } from '../training/optimizer/optimizerKind.ts';
import { type GivenKind, rulesOf, settingsSchema } from './kindSchema.ts';
import { byKind, mapping, number, whole } from './rules.ts';

/** The bounds of the numbers in training settings. */
export const TRAINING_LIMITS = {
  stepSize: 1e100,
  l2: 1e100,
  clip: 1e100,
  steps: 1_000_000_000,
  batch: 10_000_000,
} as const;

const stepRule = `a number from 0 to ${TRAINING_LIMITS.stepSize}, or a list of one for each layer`;
const stepSize = z
  .union([number(0, TRAINING_LIMITS.stepSize), z.array(number(0, TRAINING_LIMITS.stepSize), stepRule)], {
    error: stepRule,
  })
  .describe('What multiplies the update: a number, or a list of one for each layer, the output layer last.');
const steps = whole(1, TRAINING_LIMITS.steps);

/** An interface, so that a program's own optimizers are in it. */
export interface OptimizerSchema
  extends z.ZodType<OptimizerSettings, Exclude<GivenKind<OptimizerSettings>, string>> {}

const optimizer = () =>
  settingsSchema<OptimizerKind>(optimizerKinds, kind => ({
    stepSize: kind.stepSize === undefined ? stepSize : stepSize.default(kind.stepSize),
    ...rulesOf(kind),
  })) as unknown as OptimizerSchema;

const warmup = whole(0, TRAINING_LIMITS.steps)
  .default(0)
  .describe('Steps in which the step size grows to its full value first.');

const schedule = byKind(
  ['constant', 'step', 'cosine'],
  [
    mapping({ kind: z.literal('constant'), warmup }),
    mapping({
      kind: z.literal('step'),
      every: steps.describe('Steps from one change of the step size to the next.'),
      factor: number(0, 1).default(0.1).describe('What each change multiplies it by.'),
      warmup,
    }),
    mapping({
      kind: z.literal('cosine'),
      final: number(0, 1).default(0).describe('Share of the step size that it falls to.'),
      warmup,
    }),
  ],
);

const clipLimit = number(0, TRAINING_LIMITS.clip).optional();
const clip = mapping({
  norm: clipLimit.describe('Largest norm of all gradients together.'),
  value: clipLimit.describe('Largest magnitude of an entry of a gradient.'),
})
  .refine(({ norm, value }) => (norm === undefined) !== (value === undefined), {
    error: 'either norm or value',
  })
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform(({ norm, value }): ClipSettings => (norm === undefined ? { value: value! } : { norm }));

const batchRule = { error: `"full" or a whole number from 1 to ${TRAINING_LIMITS.batch}` };
// Not z.int: it treats 1.5 as another type, and the message would name the other branch.
const batchSize = z.number(batchRule).multipleOf(1, batchRule);
const batch = z.union([batchSize.min(1, batchRule).max(TRAINING_LIMITS.batch, batchRule), z.literal('full')]);

/** How to train networks: the part `training` of an experiment. */
export const trainingSchema = fromKinds(() =>
  mapping({
    optimizer: optimizer(),
    schedule: schedule.prefault({ kind: 'constant' }),
    clip: clip.optional().describe('Bounds the gradients of the data’s loss, before l2 is added.'),
    l2: number(0, TRAINING_LIMITS.l2)
      .default(0)
      .describe('λ in the term ½ λ Σ‖W‖² of the loss; biases are not penalised.'),
    steps,
    batch: batch
      .default('full')
      .describe('Rows that each step sees: all, or so many of them in a new order each epoch.'),
    loss: z
      .enum(LOSS_KINDS)
      .optional()
      .describe(
        'By default cross-entropy for classes and mean squared error for values. crossEntropy has the softmax inside; binaryCrossEntropy takes probabilities, binaryCrossEntropyWithLogits scores; huber bends at an error of 1. All but crossEntropy compare classes as one-hot vectors.',
      ),
  }),
);
