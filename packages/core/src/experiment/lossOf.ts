import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { type LossKind, takesProbabilities } from '../network/losses/index.ts';
import type { Experiment } from './schema.ts';

/**
 * The loss that an experiment names, or else the default for its data: cross-entropy for classes, squared
 * error for values.
 */
export function lossOf({ training }: Pick<Experiment, 'training'>, data: AnyDataset): LossKind {
  return training.loss ?? (isRegression(data) ? 'meanSquaredError' : 'crossEntropy');
}

/** Classes have a probability, values do not, unless they are probabilities themselves. */
export function lossComplaint(
  { training, data: { kind } }: Experiment,
  data: AnyDataset,
): string | undefined {
  const { loss } = training;
  if (!loss || !isRegression(data)) return undefined;
  if (loss === 'crossEntropy')
    return `training.loss: expected meanSquaredError, since ${kind} has values to predict, not classes, got crossEntropy`;
  if (!takesProbabilities(loss)) return undefined;
  const wrong = [data, data.test].flatMap(
    rows => rows?.targets.find(value => !(value >= 0 && value <= 1)) ?? [],
  );
  if (wrong.length === 0) return undefined;
  return `training.loss: expected meanSquaredError, since ${kind} has targets outside 0 … 1, such as ${wrong[0]}, got ${loss}`;
}
