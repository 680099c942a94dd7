import { z } from 'zod';
import type { DataForm } from '../data/dataKind.ts';
import { type DataSettings, dataKinds } from '../data/dataSettings.ts';
import { MOST_CLASSES } from '../data/labels.ts';
import { fromKinds } from '../kinds/kind.ts';
import { type GivenKind, rulesOf } from './kindSchema.ts';
import { below, byKind, mapping, whole } from './rules.ts';

/** The bounds of the settings of tables. */
export const DATA_LIMITS = {
  points: 10_000_000,
  classes: MOST_CLASSES,
  name: 1000,
  features: 100_000,
} as const;

const preparation = {
  standardize: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe(
      'Whether each feature, or each channel over all positions, is brought to mean 0 and standard deviation 1 over the training rows.',
    ),
  test: below(0, 1).default(0).describe('Share of the rows that is held out, at random.'),
};

const nameRule = { error: `a text of 1 to ${DATA_LIMITS.name} characters` };
const name = z.string(nameRule).min(1, nameRule).max(DATA_LIMITS.name, nameRule);
const tooMany = { error: `at most ${DATA_LIMITS.features} columns` };
const targetRule = { error: 'a column or a list of at least one column' };
const tooManyTargets = { error: `at most ${DATA_LIMITS.classes} columns` };
const featuresRule = { error: '"all" or a list of at least one column' };

const table = mapping({
  kind: z.literal('table'),
  file: name.describe('A .csv, .npz or .parquet file; .csv and .npz may be packed by gzip.'),
  header: z
    .boolean({ error: 'true or false' })
    .optional()
    .describe('Whether the first line of a .csv names the columns; with false they are called 0, 1, …'),
  target: z
    .union(
      [name, z.array(name, targetRule).min(1, targetRule).max(DATA_LIMITS.classes, tooManyTargets)],
      targetRule,
    )
    .describe('The column to predict, or a list of columns of values.'),
  features: z
    .union(
      [z.array(name, featuresRule).min(1, featuresRule).max(DATA_LIMITS.features, tooMany), z.literal('all')],
      featuresRule,
    )
    .default('all')
    .describe('The columns to predict it from, in this order; "all" but the target.'),
  sequence: name
    .optional()
    .describe(
      'The column that tells the sequence of a row, of a table with a row for each time; beside time.',
    ),
  time: name
    .optional()
    .describe(
      'The column that tells the time of a row: numbers in even steps. Each sequence is put in its order.',
    ),
  task: z
    .enum(['auto', 'classification', 'regression'])
    .default('auto')
    .describe(
      '"auto": classes if the target is text or whole numbers, else values; many different whole numbers may be either, and are refused.',
    ),
  missing: z
    .enum(['drop', 'mean'])
    .optional()
    .describe(
      '"drop" leaves out rows that lack a value, "mean" takes the mean of the training rows; by default they are refused.',
    ),
  categorical: z
    .enum(['onehot'])
    .optional()
    .describe(
      '"onehot" turns a text feature into one feature for each of its values; by default text is refused.',
    ),
  targetShift: whole(-DATA_LIMITS.points, DATA_LIMITS.points)
    .default(0)
    .describe(
      'How many rows below its features a row’s target stands, or positions later in a sequence; negative above or before. What has no target is then left out.',
    ),
  standardizeTargets: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe(
      'Whether each target is brought to mean 0 and standard deviation 1 over the training rows; for values, not classes.',
    ),
  ...preparation,
})
  .refine(({ sequence, time }) => sequence === undefined || time !== undefined, {
    error: 'the column of the time, beside sequence',
    path: ['time'],
  })
  .refine(({ sequence, time }) => time === undefined || sequence !== undefined, {
    error: 'the column of the sequence, beside time',
    path: ['sequence'],
  });

function schemaOf(name: string, kind: DataForm) {
  const { together, prepares } = kind;
  const { test } = preparation;
  const schema = mapping({
    kind: z.literal(name),
    ...rulesOf(kind),
    ...(prepares && (prepares === 'test' ? { test } : preparation)),
  });
  if (!together) return schema;
  const holds = (values: unknown) => together.holds(values as never);
  return schema.refine(holds, { error: together.rule, path: [together.key] });
}

/** How a document gives data: settings with a default may be left out. */
type GivenData<Parsed> = Parsed extends { readonly kind: 'table' }
  ? z.input<typeof table>
  : Exclude<GivenKind<Parsed>, string>;

/** An interface, so that a program's own data are in it. */
export interface DataSchema extends z.ZodType<DataSettings, GivenData<DataSettings>> {}

/** The schema of `data`: the dataset that the networks learn. */
export const dataSchema = fromKinds((): DataSchema => {
  const generated = Object.entries<DataForm>(dataKinds).map(([name, kind]) => schemaOf(name, kind));
  const [first, ...others] = [...generated, table];
  const schema = byKind([...Object.keys(dataKinds), 'table'], [first, ...others]);
  return schema as unknown as DataSchema;
});
