import { z } from 'zod';
import type { DataSettings } from '../data/dataSettings.ts';
import { MOST_CLASSES } from '../data/labels.ts';
import { byKind, mapping, number, whole } from './rules.ts';

/** The bounds of the numbers in data settings. */
export const DATA_LIMITS = {
  points: 10_000_000,
  classes: MOST_CLASSES,
  cells: 1000,
  noise: 1000,
  name: 1000,
  features: 100_000,
} as const;

const samples = whole(1, DATA_LIMITS.points).default(300).describe('Points of all classes together.');
const classes = whole(2, DATA_LIMITS.classes);
const deviation = number(0, DATA_LIMITS.noise);
const noise = (value: number) =>
  deviation.default(value).describe('Standard deviation of what is added to each coordinate.');

const shareRule = { error: 'a number from 0 to below 1' };
const share = z.number(shareRule).min(0, shareRule).lt(1, shareRule);

const preparation = {
  standardize: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe('Whether each feature is brought to mean 0 and standard deviation 1 over the training rows.'),
  test: share.default(0).describe('Share of the rows that is held out, at random.'),
};

const nameRule = { error: `a text of 1 to ${DATA_LIMITS.name} characters` };
const name = z.string(nameRule).min(1, nameRule).max(DATA_LIMITS.name, nameRule);
const tooMany = { error: `at most ${DATA_LIMITS.features} columns` };
const targetRule = { error: 'a column or a list of at least one column' };
const tooManyTargets = { error: `at most ${DATA_LIMITS.classes} columns` };
const featuresRule = { error: '"all" or a list of at least one column' };

const spiral = mapping({
  kind: z.literal('spiral'),
  pointsPerClass: whole(1, DATA_LIMITS.points).default(100).describe('Points on each arm.'),
  classes: classes.default(3).describe('Arms of the spiral.'),
  noise: deviation.default(0.2).describe('Standard deviation of the angle, in radians.'),
});

const moons = mapping({ kind: z.literal('moons'), samples, noise: noise(0.1) });

const circles = mapping({
  kind: z.literal('circles'),
  samples,
  noise: noise(0.1),
  factor: share.default(0.5).describe('Radius of the inner circle, relative to the outer one.'),
});

const xor = mapping({ kind: z.literal('xor'), samples, noise: noise(0) });

const checkerboard = mapping({
  kind: z.literal('checkerboard'),
  samples,
  noise: noise(0),
  cells: whole(1, DATA_LIMITS.cells).default(4).describe('Cells along each side of the board.'),
});

const quantiles = mapping({
  kind: z.literal('quantiles'),
  samples,
  noise: noise(0),
  classes: classes.default(3).describe('Rings around the origin.'),
}).refine(({ samples, classes }) => samples >= classes, {
  error: 'at least one sample for each class',
  path: ['samples'],
});

const blobs = mapping({
  kind: z.literal('blobs'),
  samples,
  centers: classes.default(3).describe('Blobs, each its own class.'),
  std: deviation.default(1).describe('Standard deviation of the points around their center.'),
});

const curve = mapping({
  kind: z.literal('curve'),
  samples: samples.describe('Points on one period of a sine, whose values are to be learned.'),
  noise: deviation.default(0.1).describe('Standard deviation of what is added to each target.'),
});

const normals = mapping({
  kind: z.literal('normals'),
  samples: samples.describe('Points, each with a target of its own from N(0, 1).'),
  features: whole(1, DATA_LIMITS.features).default(2).describe('Coordinates of a point, each from N(0, 1).'),
});

const iris = mapping({ kind: z.literal('iris'), ...preparation });
const wine = mapping({ kind: z.literal('wine'), ...preparation });
const digits = mapping({ kind: z.literal('digits'), ...preparation });

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
      'How many rows below its features a row’s target stands; negative above. Rows without a target are then left out.',
    ),
  standardizeTargets: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe(
      'Whether each target is brought to mean 0 and standard deviation 1 over the training rows; for values, not classes.',
    ),
  ...preparation,
});

/** The schema of `data`: the dataset that the networks learn. */
export const dataSchema = byKind(
  [
    'spiral',
    'moons',
    'circles',
    'xor',
    'checkerboard',
    'quantiles',
    'blobs',
    'curve',
    'normals',
    'iris',
    'wine',
    'digits',
    'table',
  ],
  [spiral, moons, circles, xor, checkerboard, quantiles, blobs, curve, normals, iris, wine, digits, table],
) satisfies z.ZodType<DataSettings>;
