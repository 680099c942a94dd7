import { type AnyDataset, type Experiment, type History, hasLearned } from 'gradscope';
import { rowsBefore } from '../session/historyRows.ts';
import type { RunState } from '../session/networkRun.ts';

/** The outcome of a network at its present step. */
export interface Outcome {
  readonly step: number;
  /** Share of the training points that are right; NaN of values. */
  readonly accuracy: number;
  /** True if it has learned half of what can be learned. */
  readonly learned: boolean;
  readonly diverged: boolean;
  /** True if it has been trained to its end. */
  readonly over: boolean;
}

/** Number of rows that one lucky batch cannot sway, if they lie within this last share of the steps. */
const STEADY = 10;
const LATELY = 0.2;

/** Judges a network by its present step and the records shortly before. */
export function outcomeOf(
  { step, status, ...now }: Pick<RunState, 'step' | 'status' | 'loss' | 'accuracy'>,
  history: History,
  experiment: Experiment,
  data: AnyDataset,
): Outcome {
  const rows = rowsBefore(history, step);
  const from = Math.max(rows - STEADY, rowsBefore(history, (1 - LATELY) * step));
  const loss = median([...history.loss.subarray(from, rows), now.loss]);
  const accuracy = median([...history.accuracy.subarray(from, rows), now.accuracy]);
  const diverged = status === 'diverged';
  const learned = hasLearned(experiment, data, { loss, accuracy, divergedAt: diverged ? step : null });
  return { step, accuracy, learned, diverged, over: status === 'done' };
}

function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[(values.length - 1) >> 1];
}

/** The stage of a step; outcomes are updated at 300, 1,000, 3,000, 10,000, … */
function stageOf(step: number): number {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, step)));
  const stage = step >= 3 * decade ? 3 * decade : decade;
  return stage < 300 ? 0 : stage;
}

/** True if an outcome is news: an end, a stop, or a new stage. */
export function isNews(before: Outcome | undefined, now: Outcome, isWaiting: boolean): boolean {
  if (!before) return true;
  const isOther = now.diverged !== before.diverged || now.over !== before.over;
  const hasStopped = isWaiting && now.step !== before.step;
  return (
    isOther || hasStopped || stageOf(now.step) !== stageOf(before.step) || (now.learned && !before.learned)
  );
}
