import type { Classification, Engine, Tensor } from '../engine/engine.ts';
import { type EntryLossKind, entryLosses, type LossKind } from './losses/index.ts';

/** The desired outputs `[n, c]`: the class of each row's label, or values, row-major `[n, c]`. */
export type Goal = { readonly labels: Int32Array } | { readonly targets: Float64Array };

/**
 * The mean loss over the rows; overwrites its gradient `dOutputs` `[n, c]`. Losses other than cross-entropy
 * are means over all entries, and use one-hot vectors for classes. For values `correct` is NaN, and
 * cross-entropy throws `RangeError`.
 */
export function evaluateLoss(
  kind: LossKind,
  engine: Engine,
  outputs: Tensor,
  goal: Goal,
  dOutputs: Tensor,
): Classification {
  if ('targets' in goal) {
    if (kind === 'crossEntropy')
      throw new RangeError('loss: expected meanSquaredError for values, got crossEntropy');
    return { loss: meanOfEntries(kind, outputs, goal.targets, dOutputs), correct: Number.NaN };
  }
  const { labels } = goal;
  if (kind === 'crossEntropy') return engine.softmaxCrossEntropy(outputs, labels, dOutputs);
  const loss = meanOfEntries(kind, outputs, oneHot(labels, outputs.columns), dOutputs);
  return { loss, correct: correctRows(outputs, labels) };
}

/** `Σ loss(o, t) / (n c)`, and its gradient; the sum runs over the entries as they lie. */
function meanOfEntries(
  kind: EntryLossKind,
  outputs: Tensor,
  targets: Float64Array,
  dOutputs: Tensor,
): number {
  const entry = entryLosses[kind];
  const [values, gradient] = [outputs.values, dOutputs.values];
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += entry.value(values[i], targets[i]);
    gradient[i] = entry.slope(values[i], targets[i]) / count;
  }
  return sum / count;
}

/** The smooth piece of the loss on which each entry lies; empty for a loss without kinks. */
export function lossPieces(kind: LossKind, { values, columns }: Tensor, goal: Goal): Int32Array {
  const piece = kind === 'crossEntropy' ? undefined : entryLosses[kind].piece;
  if (!piece) return new Int32Array(0);
  const targets = 'targets' in goal ? goal.targets : oneHot(goal.labels, columns);
  return Int32Array.from(values, (output, i) => piece(output, targets[i]));
}

/** Row-major `[labels, classes]`: 1 at each row's label, otherwise 0. */
export function oneHot(labels: Int32Array, classes: number): Float64Array {
  const targets = new Float64Array(labels.length * classes);
  for (const [n, label] of labels.entries()) targets[n * classes + label] = 1;
  return targets;
}

/** Number of rows whose largest output is their label's. */
function correctRows(outputs: Tensor, labels: Int32Array): number {
  const { values, columns: c } = outputs;
  let correct = 0;
  for (let n = 0; n < outputs.rows; n++) {
    let largest = 0;
    for (let j = 1; j < c; j++) if (values[n * c + j] > values[n * c + largest]) largest = j;
    if (largest === labels[n]) correct++;
  }
  return correct;
}
