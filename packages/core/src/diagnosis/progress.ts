import type { Baseline } from './baseline.ts';
import { median } from './median.ts';
import { thresholds } from './thresholds.ts';
import type { TrialResult } from './trial.ts';

/** The progress of a trial. */
export interface Progress {
  /** Median over the last steps; Infinity if it diverged. */
  readonly loss: number;
  /** Median over the last steps; NaN if there are no classes. */
  readonly accuracy: number;
  /**
   * The learned part, 0 … 1. For classes: the share right of those that the best constant answer gets wrong.
   * For values: the share of their variance explained.
   */
  readonly learned: number;
}

/** The progress of a trial over its steps. */
export function progressOf({ losses, accuracies, divergedAt, baseline }: TrialResult): Progress {
  if (divergedAt !== null) {
    return { loss: Number.POSITIVE_INFINITY, accuracy: baseline.accuracy, learned: 0 };
  }
  const from = losses.length - windowOf(losses.length);
  const loss = median(losses.subarray(from));
  const accuracy = median(accuracies.subarray(from));
  return { loss, accuracy, learned: learnedOf(loss, accuracy, baseline) };
}

/**
 * The first step from which on, in the median of {@link STEADY} steps, `target` was learned; undefined if
 * there is none.
 */
export function stepsTo(
  { losses, accuracies, divergedAt, baseline }: TrialResult,
  target: number,
): number | undefined {
  if (divergedAt !== null) return undefined;
  const width = Math.min(STEADY, losses.length);
  for (let from = 0; from + width <= losses.length; from++) {
    const loss = median(losses.subarray(from, from + width));
    const accuracy = median(accuracies.subarray(from, from + width));
    if (learnedOf(loss, accuracy, baseline) >= target) return from;
  }
  return undefined;
}

/** Steps that one lucky step cannot sway. */
const STEADY = 11;

const windowOf = (steps: number): number => Math.max(1, Math.floor(steps * thresholds.window.value));

/**
 * The share that is right of what the best constant answer gets wrong or, for values, the share of their
 * variance explained: 0 … 1.
 */
export function learnedOf(loss: number, accuracy: number, baseline: Baseline): number {
  const share = Number.isNaN(baseline.accuracy)
    ? 1 - (loss - baseline.floor) / (baseline.loss - baseline.floor)
    : (accuracy - baseline.accuracy) / (1 - baseline.accuracy);
  return Math.max(0, Math.min(1, Number.isNaN(share) ? 0 : share));
}
