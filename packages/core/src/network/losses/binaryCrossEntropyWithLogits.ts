import { exp } from '../../engine/math/exp.ts';
import { log } from '../../engine/math/log.ts';
import { sigmoid } from '../../engine/math/sigmoid.ts';
import type { EntryLoss } from './entryLoss.ts';

/**
 * `max(o, 0) − t o + log(1 + e^−|o|)`, in nats: binary cross-entropy of the probability σ(o), which does not
 * overflow for any score; its slope is `σ(o) − t`.
 *
 * Source: TensorFlow's `sigmoid_cross_entropy_with_logits`; PyTorch's `BCEWithLogitsLoss`.
 */
export const binaryCrossEntropyWithLogits: EntryLoss = {
  formula: 'max(o, 0) − t o + log(1 + e^−|o|)',
  value: (o, t) => Math.max(o, 0) - t * o + softplusOfNegative(exp(-Math.abs(o))),
  slope: (o, t) => sigmoid(o) - t,
};

/**
 * `log(1 + e)` for e in 0 … 1, without losing a tiny e to rounding. Source: Kahan's correction, in Higham
 * 2002, problem 1.5.
 */
function softplusOfNegative(e: number): number {
  const sum = 1 + e;
  return sum === 1 ? e : (log(sum) * e) / (sum - 1);
}
