import type { History } from 'gradscope';

/** How good a network was on the rows held out. */
export interface HeldOut {
  readonly loss: number;
  /** Share classified right, 0 … 1; of classes only. */
  readonly accuracy?: number;
}

/** What was last evaluated on the rows held out by `step`: not every recorded step is. Undefined if there is nothing. */
export function heldOutAt({ step: steps, series }: History, step: number): HeldOut | undefined {
  const losses = series.test_loss?.values;
  if (!losses) return undefined;
  const row = losses.findLastIndex((loss, at) => !Number.isNaN(loss) && steps[at]! <= step);
  if (row < 0) return undefined;
  const accuracies = series.test_accuracy?.values;
  return { loss: losses[row]!, ...(accuracies && { accuracy: accuracies[row]! }) };
}
