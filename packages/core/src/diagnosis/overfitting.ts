import type { History } from '../probe/history.ts';
import { countText } from '../text/countText.ts';
import { valueText } from '../text/valueText.ts';
import { median } from './median.ts';
import { thresholds } from './thresholds.ts';

/** A run that learns its data by heart: the loss on held-out rows was best at a step, and has risen since. */
export interface Overfitting {
  readonly bestStep: number;
  readonly best: number;
  /** The median of the last rows. */
  readonly last: number;
}

/** A loss as it was recorded, row by row. */
export interface LossCurve {
  readonly step: ArrayLike<number>;
  readonly values: readonly number[];
}

/** Rows behind the best one: fewer may be noise. */
const FEWEST_BEHIND = 3;

/**
 * Undefined unless the loss on held-out rows ends above its best by more than every margin of {@link
 * thresholds} (a share of its best, a share of its start, its own noise), while the training loss does not
 * rise.
 *
 * @param training losses over the same part of the run, at any steps
 */
export function overfittingOf(heldOut: LossCurve, training: readonly number[]): Overfitting | undefined {
  const rows = heldOut.values.flatMap((value, row) => (Number.isFinite(value) ? [row] : []));
  const values = rows.map(row => heldOut.values[row]);
  const best = Math.min(...values);
  const at = values.indexOf(best);
  if (at < 0 || values.length - 1 - at < FEWEST_BEHIND) return undefined;
  const last = lateMedian(values);
  const margin = Math.max(
    thresholds.overfit.value * Math.abs(best),
    thresholds.overfitOfStart.value * Math.abs(values[0]),
    thresholds.overfitNoise.value * noiseOf(values),
  );
  if (!(last - best > margin) || !keepsFalling(training, at / (values.length - 1))) return undefined;
  return { bestStep: heldOut.step[rows[at]], best, last };
}

/** The same of a run of ours, from its `test_loss`; undefined if no rows are held out. */
export function overfittingIn({ step, loss, series }: History): Overfitting | undefined {
  const test = series.test_loss;
  if (!test) return undefined;
  const rows = Array.from(step.keys()).filter(row => Number.isFinite(test.values[row]));
  const curve = { step: rows.map(row => step[row]), values: rows.map(row => test.values[row]) };
  return overfittingOf(
    curve,
    rows.map(row => loss[row]),
  );
}

/** `It overfits: …`, with a remedy. */
export function overfittingText({ best, bestStep, last }: Overfitting, subject = 'It'): string {
  return `${subject} overfits: its loss on held-out data is best at step ${countText(bestStep)} (${valueText(best)}) and ends at ${valueText(last)}. Stop there, take more data, or regularize.`;
}

/** Whether the loss at the end is no worse than it was at this share of the run. */
function keepsFalling(losses: readonly number[], share: number): boolean {
  if (losses.length === 0) return false;
  const then = losses[Math.round(share * (losses.length - 1))];
  return lateMedian(losses.filter(Number.isFinite)) <= then * (1 + thresholds.overfit.value);
}

const lateMedian = (values: readonly number[]): number =>
  median(values.slice(values.length - Math.max(1, Math.floor(values.length * thresholds.window.value))));

/**
 * The standard deviation of the changes from row to row, from second differences, so that a slope does not
 * count as noise: for independent normal noise of deviation σ, |x − 2y + z| has the median 0.6745·√6·σ.
 */
function noiseOf(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const bends = values.slice(2).map((value, i) => Math.abs(value - 2 * values[i + 1] + values[i]));
  return median(bends) / (0.6745 * Math.sqrt(6));
}
