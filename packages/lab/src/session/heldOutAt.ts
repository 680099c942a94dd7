import type { History } from 'gradscope';

/** A network's results on the held-out rows. */
export interface HeldOut {
  readonly loss: number;
  /** Share classified right, 0 … 1; classification only. */
  readonly accuracy?: number;
}

/**
 * The last evaluation on the held-out rows at or before `step`, or undefined. Not every recorded step has
 * one.
 */
export function heldOutAt({ step: steps, series }: History, step: number): HeldOut | undefined {
  const losses = series.test_loss?.values;
  if (!losses) return undefined;
  const row = losses.findLastIndex((loss, at) => !Number.isNaN(loss) && steps[at] <= step);
  if (row < 0) return undefined;
  const accuracies = series.test_accuracy?.values;
  return { loss: losses[row], ...(accuracies && { accuracy: accuracies[row] }) };
}
