import { keep, mean, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type ConstantAnswer, oneHot } from './constantAnswer.ts';
import type { Parameter } from './head.ts';
import type { Passes } from './passes.ts';
import {
  accuracyOf,
  BATCH_STATISTICS,
  batchStatistics,
  GRADIENT_STATISTICS,
  gradientStatistics,
  jointNorm,
  OUTPUT_STATISTICS,
  outputStatistics,
  updateStatistics,
  WEIGHT_STATISTICS,
  weightStatistics,
} from './statistics.ts';

/** A vector of numbers that the backend is still computing. */
type Reading = Promise<number[]>;

/** A logged step: everything is computed at once, before the optimizer disposes it, and read later. */
export interface Row {
  readonly step: number;
  readonly lossKind: string | null;
  readonly lr: number | undefined;
  readonly parameters: readonly Parameter[];
  /** `null` for a parameter without a gradient. */
  readonly gradients: readonly (Reading | null)[];
  readonly weights: readonly Reading[];
  /** `null` for a module that cannot show its own values. */
  readonly modules: readonly { readonly name: string; readonly statistics: Reading | null }[];
  readonly batches: Readonly<Partial<Record<'inputs' | 'targets' | 'outputs', Reading>>>;
  /** Loss, norm of the whole gradient, and, if a model was watched, its mean loss without weights and penalties. */
  readonly scalars: Readonly<Partial<Record<'loss' | 'grad_norm' | 'own' | 'accuracy', Reading>>>;
  /** The targets themselves, and columns that they have as seen by the loss. */
  readonly targets: {
    readonly values: Reading;
    readonly columns: number;
    readonly areClasses: boolean;
  } | null;
  /** The optimizer's update, if it was called. */
  readonly update: { clipped: Reading | null; ratios: (Reading | null)[] };
}

export function rowOf(
  about: Pick<Row, 'step' | 'lossKind' | 'lr' | 'parameters'>,
  loss: Scalar,
  gradients: Readonly<Record<string, Tensor>>,
  passes: Passes,
): Row {
  const { inputs, targets, outputs, losses } = passes;
  const isOfClasses = about.lossKind === 'cross_entropy';
  const all = Object.values(gradients);
  return {
    ...about,
    gradients: about.parameters.map(({ name }) => {
      const gradient = gradients[name];
      return gradient ? reading(() => gradientStatistics(gradient)) : null;
    }),
    weights: about.parameters.map(({ weights }) => reading(() => weightStatistics(weights))),
    modules: [...passes.seen].map(([name, { output, activation }]) => ({
      name,
      statistics: output && reading(() => outputStatistics(output, activation)),
    })),
    batches: {
      ...(inputs && { inputs: reading(() => batchStatistics(inputs)) }),
      ...(outputs && { outputs: reading(() => batchStatistics(outputs)) }),
      ...(targets && !isOfClasses && { targets: reading(() => batchStatistics(targets)) }),
    },
    scalars: {
      loss: reading(() => loss),
      ...(all.length > 0 && { grad_norm: reading(() => jointNorm(all)) }),
      ...(losses && { own: reading(() => mean(losses)) }),
      ...(targets && outputs && isOfClasses && { accuracy: reading(() => accuracyOf(targets, outputs)) }),
    },
    targets: targets && outputs ? targetsOf(targets, outputs, isOfClasses) : null,
    update: { clipped: null, ratios: [] },
  };
}

function targetsOf(targets: Tensor, outputs: Tensor, isOfClasses: boolean): Row['targets'] {
  const units = outputs.shape[outputs.rank - 1] ?? 1;
  const areClasses = isOfClasses && targets.size !== outputs.size;
  const columns = isOfClasses ? units : targets.size / (targets.shape[0] || 1);
  return { values: reading(() => targets), columns, areClasses };
}

/** Adds the statistics of an update. */
export function addUpdate(row: Row, before: readonly Tensor[], applied: readonly Tensor[]): void {
  if (applied.length > 0) row.update.clipped = reading(() => jointNorm(applied));
  row.update.ratios = row.parameters.map(({ weights, frozen }, i) =>
    frozen ? null : reading(() => updateStatistics(before[i], weights)),
  );
}

/** Computes a tensor that outlives the step, and reads it while training continues. */
async function reading(make: () => Tensor): Reading {
  const tensor = keep(tidy(() => make().clone()));
  const values = await tensor.data();
  tensor.dispose();
  return Array.from(values);
}

/** The line of a step, with a column for each of the head's modules. Rows have to come in order: constant answers are those so far. */
export async function lineOf(row: Row, modules: readonly string[], answer: ConstantAnswer): Promise<object> {
  const [gradients, weights, ratios] = await Promise.all(
    [row.gradients, row.weights, row.update.ratios].map(list => Promise.all(list)),
  );
  const outputs = await outputsOf(row, modules);
  const scalars = await namedNumbers(row.scalars);
  const batches = await batchNumbers(row);
  const { loss, own, ...others } = scalars;
  const clipped = (await row.update.clipped)?.[0];
  const bad = firstBad(
    row,
    { gradients: gradients, weights: weights, ratios: ratios, outputs },
    loss,
    batches,
  );
  return {
    step: row.step,
    loss,
    ...others,
    ...(clipped !== undefined && { grad_norm_clipped: clipped }),
    lr: row.lr,
    ...batches,
    ...(await constantAnswer(row, answer, own !== undefined && isClose(own, loss))),
    ...columnsOf(GRADIENT_STATISTICS, gradients.map(knownGradient), row.parameters.length),
    ...columnsOf(WEIGHT_STATISTICS, weights, row.parameters.length),
    ...(ratios.length > 0 && { update_ratio: ratios.map(one => one?.[0] ?? null) }),
    ...columnsOf(OUTPUT_STATISTICS, outputs, modules.length),
    ...(bad && { bad }),
  };
}

type Vector = readonly (number | null)[] | null;

/** Nothing else is known about a gradient without a finite number. */
const knownGradient = (statistics: Vector): Vector =>
  statistics?.[4] === 1 ? [null, null, null, null, 1] : statistics;

/** Vectors, one for each parameter or module, as an array for each statistic. */
function columnsOf(names: readonly string[], vectors: readonly Vector[], count: number): object {
  if (count === 0) return {};
  return Object.fromEntries(names.map((name, i) => [name, vectors.map(one => unlessNaN(one?.[i]))]));
}

const unlessNaN = (value: number | null | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

async function outputsOf(row: Row, modules: readonly string[]): Promise<Vector[]> {
  const found = new Map(row.modules.map(({ name, statistics }) => [name, statistics]));
  return Promise.all(modules.map(async name => (await found.get(name)) ?? null));
}

async function namedNumbers(readings: Row['scalars']): Promise<Record<string, number>> {
  const entries = Object.entries(readings).map(async ([name, one]) => [name, (await one)[0]] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Features are distinguished in the inputs, answers in targets and outputs. */
async function batchNumbers({ batches }: Row): Promise<Record<string, number>> {
  const named: [string, number][] = [];
  for (const [what, statistics] of Object.entries(batches)) {
    const values = await statistics;
    for (const [i, name] of BATCH_STATISTICS.entries()) {
      const isOfFeatures = name === 'offset' || name === 'least' || name === 'most';
      const varies = values[BATCH_STATISTICS.indexOf('most')] > 0;
      const applies = what === 'inputs' ? name !== 'across' && (!isOfFeatures || varies) : !isOfFeatures;
      if (applies) named.push([`${what}_${name}`, values[i]]);
    }
  }
  return Object.fromEntries(named);
}

/**
 * With weighted samples, several outputs or penalties the best answer differs: then only the classes are
 * logged.
 */
async function constantAnswer(row: Row, answer: ConstantAnswer, isWhole: boolean): Promise<object> {
  if (!row.targets) return {};
  const { values, columns, areClasses } = row.targets;
  const read = await values;
  const known = answer.add(areClasses ? oneHot(read, columns) : read, columns);
  const { best_constant, ...classes } = known;
  return isWhole && best_constant !== undefined ? { best_constant, ...classes } : classes;
}

/** Equal except for float32 rounding. */
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-4 * Math.abs(b);

interface Vectors {
  readonly gradients: readonly Vector[];
  readonly weights: readonly Vector[];
  readonly ratios: readonly Vector[];
  readonly outputs: readonly Vector[];
}

/** The first quantity that is not finite, in the order of a step. */
function firstBad(
  { parameters, modules }: Row,
  { gradients, weights, ratios, outputs }: Vectors,
  loss: number,
  batches: Readonly<Record<string, number>>,
): string | undefined {
  const nameOf = (index: number) => parameters[index]?.name;
  const isBad = (at: number) => (one: Vector) => (one?.[at] ?? 0) > 0;
  const weight = nameOf(weights.findIndex(isBad(3)));
  if (weight) return `weights ${weight}`;
  if (!Number.isFinite(batches.inputs_max ?? 0)) return 'inputs';
  const output = modules[outputs.findIndex(isBad(3))]?.name;
  if (output) return `output ${output}`;
  if (!Number.isFinite(loss)) return 'loss';
  // The gradient comes back from the last layer.
  const gradient = nameOf(gradients.findLastIndex(isBad(4)));
  if (gradient) return `gradient ${gradient}`;
  const update = nameOf(ratios.findIndex(isBad(1)));
  return update && `update ${update}`;
}
