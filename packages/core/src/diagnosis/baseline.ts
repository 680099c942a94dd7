import { columnMoments } from '../data/columnMoments.ts';
import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { log } from '../engine/math/log.ts';
import { oneHot } from '../network/loss.ts';
import { type EntryLossKind, entryLosses, type LossKind } from '../network/losses/index.ts';

/** The performance of the best constant answer, which has learned nothing. */
export interface Baseline {
  readonly loss: number;
  /** The least that any answer can have: above 0 if targets are probabilities that are neither 0 nor 1. */
  readonly floor: number;
  /** The loss of answering 0, if targets are values: outputs start around it, and targets may lie far from 0. */
  readonly ofZero?: number;
  /** Share of the largest class; NaN if there are no classes. */
  readonly accuracy: number;
}

/** The loss and accuracy of the best answer that ignores the inputs. */
export function baselineOf(data: AnyDataset, loss: LossKind): Baseline {
  if (isRegression(data)) {
    const ofZero = lossOfZero(data.targets, loss);
    return { ...ofEntries(data.targets, data.outputs, loss), ...ofZero, accuracy: Number.NaN };
  }
  const counts = new Float64Array(data.classes);
  for (const label of data.y) counts[label]++;
  const shares = [...counts].map(count => count / data.y.length).filter(share => share > 0);
  const sum = (term: (share: number) => number) => shares.reduce((total, share) => total + term(share), 0);
  const accuracy = Math.max(...shares);
  if (loss === 'crossEntropy') return { loss: sum(share => -share * log(share)), floor: 0, accuracy };
  if (loss === 'meanSquaredError')
    return { loss: sum(share => share * (1 - share)) / data.classes, floor: 0, accuracy };
  return { ...ofEntries(oneHot(data.y, data.classes), data.classes, loss), accuracy };
}

/**
 * The mean, over the columns of row-major `values`, of the loss of their best constants, and of the loss of
 * the values themselves.
 */
function ofEntries(values: Float64Array, columns: number, loss: LossKind): Pick<Baseline, 'loss' | 'floor'> {
  const kind = loss === 'crossEntropy' ? 'meanSquaredError' : loss;
  let [total, least] = [0, 0];
  for (let j = 0; j < columns; j++) {
    const column = values.filter((_, i) => i % columns === j);
    const { loss, floor } = OF_COLUMN[kind](column, columnMoments(values, columns, j));
    total += loss;
    least += floor;
  }
  return { loss: total / columns, floor: least / columns };
}

/** Probabilities have no such loss: their scores start around even odds. */
function lossOfZero(targets: Float64Array, loss: LossKind): Pick<Baseline, 'ofZero'> {
  if (loss !== 'meanSquaredError' && loss !== 'meanAbsoluteError' && loss !== 'huber') return {};
  return { ofZero: meanCost(loss, targets, 0) };
}

type OfColumn = (
  column: Float64Array,
  moments: ReturnType<typeof columnMoments>,
) => Pick<Baseline, 'loss' | 'floor'>;

const meanCost = (kind: EntryLossKind, column: Float64Array, answer: number): number =>
  column.reduce((sum, target) => sum + entryLosses[kind].value(answer, target), 0) / column.length;

/**
 * The entropy of the mean. For probabilities, the mean of their own entropies remains whatever the answer.
 */
const entropies: OfColumn = (column, { mean, variance }) => {
  const floor = column.reduce((sum, share) => sum + entropy(share), 0) / column.length;
  return { loss: variance === 0 ? floor : entropy(mean), floor };
};

const OF_COLUMN: Readonly<Record<EntryLossKind, OfColumn>> = {
  meanSquaredError: (_, { variance }) => ({ loss: variance, floor: 0 }),
  meanAbsoluteError: column => ({ loss: meanCost('meanAbsoluteError', column, medianOf(column)), floor: 0 }),
  huber: column => ({ loss: meanCost('huber', column, balanceOf(column)), floor: 0 }),
  binaryCrossEntropy: entropies,
  binaryCrossEntropyWithLogits: entropies,
};

/** `−p log p − (1 − p) log(1 − p)`, in nats. */
function entropy(p: number): number {
  const term = (share: number) => (share > 0 ? -share * log(share) : 0);
  return term(p) + term(1 - p);
}

function medianOf(column: Float64Array): number {
  return column.toSorted()[column.length >> 1];
}

const HALVINGS = 100;

/**
 * The constant at which Huber's slopes, which grow with it, cancel: by bisection between the least and the
 * largest target.
 */
function balanceOf(column: Float64Array): number {
  let [low, high] = column.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  for (let i = 0; i < HALVINGS && low < high; i++) {
    const middle = low + (high - low) / 2;
    const slope = column.reduce((sum, target) => sum + entryLosses.huber.slope(middle, target), 0);
    if (slope > 0) high = middle;
    else low = middle;
  }
  return low;
}

/** The ratio of a loss to the larger of its start and the best constant answer's loss. */
export function riseOf(loss: number, startLoss: number, baseline: Baseline): number {
  return loss / Math.max(startLoss, baseline.loss);
}

/** The loss that a network starts with if its outputs are small: that of the best constant, or of 0 if that is more. */
export function ordinaryStartLoss({ loss, ofZero = 0 }: Baseline): number {
  return Math.max(loss, ofZero);
}
