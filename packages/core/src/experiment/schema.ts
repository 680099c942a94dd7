import { z } from 'zod';
import { fromKinds } from '../kinds/kind.ts';
import { type ProbeName, probeNames } from '../probe/index.ts';
import { activationSchema } from './activationSettings.ts';
import { dataSchema } from './dataSettings.ts';
import { dropout, hiddenSchema, LAYER_LIMITS, normalization, residual } from './hiddenSettings.ts';
import { initSchema } from './initSettings.ts';
import { listOf, mapping, whole } from './rules.ts';
import { TRAINING_LIMITS, trainingSchema } from './trainingSettings.ts';

/** The bounds of an experiment: beyond them a run could not be held in memory, or not be finished. */
export const LIMITS = {
  networks: 1000,
  ...LAYER_LIMITS,
  seed: 2 ** 32 - 1,
} as const;

/** The activations that the output layer can have. */
export const OUTPUT_ACTIVATIONS = ['identity', 'sigmoid', 'relu', 'tanh', 'softmax'] as const;
export type OutputActivation = (typeof OUTPUT_ACTIVATIONS)[number];

const output = mapping({
  activation: z
    .enum(OUTPUT_ACTIVATIONS)
    .default('identity')
    .describe(
      'Of the output layer. Losses that take scores (crossEntropy, binaryCrossEntropyWithLogits) want identity; sigmoid, relu and softmax bound what can be predicted.',
    ),
});

const nameRule = 'letters, digits and _ . - (the first a letter or digit), at most 64, since it names files';
const network = fromKinds(() =>
  mapping({
    name: z.string({ error: nameRule }).regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, { error: nameRule }),
    hidden: hiddenSchema(),
    activation: activationSchema(),
    init: initSchema(),
    normalization: normalization
      .default('none')
      .describe('Normalizes what comes out of each hidden affine map, before the activation.'),
    residual: residual
      .default('none')
      .describe(
        'identity: each hidden layer from the second on adds its input to its output; all have one width then.',
      ),
    dropout: dropout.default(0).describe('Share of hidden units that each step leaves out.'),
    bias: z
      .boolean({ error: 'true or false' })
      .default(true)
      .describe(
        'Whether the layers have biases, the output layer too. Weights are drawn alike with and without.',
      ),
    output: output
      .optional()
      .describe('The output layer’s activation; by default it has none and gives plain scores or values.'),
    parameterization: z
      .enum(['standard', 'meanField'])
      .default('standard')
      .describe(
        'meanField: what comes out of the weights is multiplied by 1/√fanIn in hidden layers and by 1/fanIn in the output layer.',
      ),
  }),
);

const everyRule = `a whole number from 1 to ${TRAINING_LIMITS.steps}, "log", or a list of steps`;
/** An interface, so that a program's own probes are in it. */
interface ProbeSchema extends z.ZodType<ProbeName, ProbeName> {}

const record = () =>
  mapping({
    every: z
      .union(
        [
          whole(1, TRAINING_LIMITS.steps),
          z.literal('log'),
          z.array(whole(0, TRAINING_LIMITS.steps - 1)).min(1),
        ],
        {
          error: everyRule,
        },
      )
      .default(1)
      .describe(
        'Steps from one recorded step to the next; or log, about 20 a decade; or the steps themselves.',
      ),
    probes: z
      .array(z.enum(probeNames()) as unknown as ProbeSchema, { error: 'a list of probes' })
      .default(['loss', 'gradient'])
      .describe('What is recorded beside loss and accuracy.'),
  });

const networks = 'a list of at least one network';

/** The experiment document: it fully determines its runs. */
export const experimentSchema = fromKinds(() =>
  mapping({
    $schema: z.string({ error: 'the address of a JSON Schema' }).optional(),
    seed: whole(0, LIMITS.seed).default(0),
    data: dataSchema(),
    networks: listOf(network(), { error: networks, least: 1, most: LIMITS.networks, things: 'networks' }),
    training: trainingSchema(),
    record: record().prefault({}),
    precision: z.enum(['float64', 'float32']).default('float64'),
  }),
);

/** An experiment with all defaults filled in. */
export type Experiment = z.infer<ReturnType<typeof experimentSchema>>;
/** What a document says of an experiment: defaults may be left out. `parseExperiment` checks it, whatever its type. */
export type ExperimentInput = z.input<ReturnType<typeof experimentSchema>>;
export type NetworkSettings = Experiment['networks'][number];

/** The JSON Schema of an experiment document, for editors that complete and check it. */
export function experimentJsonSchema(): object {
  return jsonSchemaOf(experimentSchema());
}

/**
 * If all layers of a network have their own activation and init, the network needs neither: see
 * `withLayersOwn`.
 */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === network()) jsonSchema.required = ['name', 'hidden'];
    },
  });
}
