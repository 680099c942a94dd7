import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { binaryCrossEntropyWithLogits } from './binaryCrossEntropyWithLogits.ts';
import type { EntryLoss } from './entryLoss.ts';
import { huber } from './huber.ts';
import { meanAbsoluteError } from './meanAbsoluteError.ts';
import { meanSquaredError } from './meanSquaredError.ts';

const all = {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  meanSquaredError,
  meanAbsoluteError,
  huber,
} as const;

export type EntryLossKind = keyof typeof all;

/** The losses that are means over all entries, by name. */
export const entryLosses: Readonly<Record<EntryLossKind, EntryLoss>> = all;

/** The losses for training. Cross-entropy takes scores and includes their softmax. */
export type LossKind = 'crossEntropy' | EntryLossKind;

/** By name, the default for classes first. */
export const LOSS_KINDS: readonly LossKind[] = [
  'crossEntropy',
  ...(Object.keys(entryLosses) as EntryLossKind[]),
];

/** Whether the targets must be probabilities, 0 … 1. */
export function takesProbabilities(kind: LossKind): boolean {
  return kind === 'binaryCrossEntropy' || kind === 'binaryCrossEntropyWithLogits';
}
