import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedSeries } from '../../log/loggedSeries.ts';
import { median } from '../median.ts';
import { swingOf } from '../swing.ts';
import { thresholds } from '../thresholds.ts';
import { late, runSeries } from './columns.ts';
import { logThresholds } from './logThresholds.ts';

/** The course of a run, from what its log contains. */
export interface LogProgress {
  /** From the first to the last logged step of any quantity. */
  readonly steps: number;
  /** Rows of the loss; 0 if none was logged. */
  readonly rows: number;
  /** The first loss, or the median of the first rows of a long log; and the median of the last rows. NaN if fewer than two were logged. */
  readonly startLoss: number;
  readonly loss: number;
  /** Likewise; NaN if none was logged. */
  readonly accuracy: number;
  /** The share of right answers of the most frequent class, or of guessing; NaN if neither is known. */
  readonly chance: number;
  /** The loss of the best constant answer; NaN if it was not logged, or if there is nothing to learn. */
  readonly constantLoss: number;
  /**
   * The learned part, 0 … 1: a share of the errors of the best constant answer, if those are known, otherwise
   * of the first errors or the first loss. NaN if the log does not show it.
   */
  readonly learned: number;
  /** The share of the first errors or of the first loss that is gone, whichever is more; NaN if neither was logged. */
  readonly gone: number;
  /** The first step with a loss that is not finite; null if there is none. */
  readonly divergedAt: number | null;
  /** Median |change of the loss| from one row to the next in the last half, against the first loss. */
  readonly swing: number;
  /**
   * Whether the loss is huge at both ends because of large errors: it stayed there, or jumps as sums over
   * many outputs do not.
   */
  readonly isHuge: boolean;
}

/**
 * The first loss of a long log is the median of at most this many rows: a long log begins with little noise.
 */
const FIRST_ROWS = 5;
const FIRST_SHARE = 0.02;

export function logProgressOf(run: ImportedRun): LogProgress {
  const { loss, accuracy } = run.series;
  const all = Object.values(run.series).flatMap(({ step }) => [step[0], step[step.length - 1]]);
  const losses = endsOf(loss, run.stepUnit);
  const accuracies = endsOf(accuracy, run.stepUnit);
  const broken = loss ? loss.values.findIndex(value => !Number.isFinite(value)) : -1;
  const chance = chanceOf(run);
  const constantLoss = constantLossOf(run);
  const jump = loss ? swingOf(loss.values) : Number.NaN;
  // A loss around 0, such as one weighted by rewards, has no floor there.
  const isSigned = losses.first <= 0 || (losses.last < 0 && losses.first < jump);
  const ofLoss = isSigned ? Number.NaN : shareOf(1 - losses.last / losses.first);
  const ofErrors = shareOf((accuracies.last - accuracies.first) / (1 - accuracies.first));
  const ofChance = shareOf((accuracies.last - chance) / (1 - chance));
  const ofConstant = shareOf(1 - losses.last / constantLoss);
  const isHuge =
    Math.min(losses.first, losses.last) > logThresholds.hugeLoss.value &&
    (ofLoss < logThresholds.flat.value || jump > logThresholds.jumpOfHuge.value * losses.last);
  const gone = [ofErrors, ofLoss].filter(isKnown);
  return {
    steps: all.length > 0 ? Math.max(...all) - Math.min(...all) + 1 : 0,
    rows: loss?.step.length ?? 0,
    startLoss: losses.first,
    loss: losses.last,
    accuracy: accuracies.last,
    chance,
    constantLoss,
    // A loss that is huge at both ends at most fell from a bad start, and does not show what was learned.
    learned:
      [
        ofChance,
        ofConstant,
        ofErrors,
        isHuge && ofLoss >= thresholds.learned.value ? Number.NaN : ofLoss,
      ].find(isKnown) ?? Number.NaN,
    gone: gone.length > 0 ? Math.max(...gone) : Number.NaN,
    divergedAt: broken < 0 ? null : loss.step[broken],
    swing: isSigned ? Number.NaN : jump / losses.first,
    isHuge,
  };
}

const isKnown = (share: number): boolean => !Number.isNaN(share);

const shareOf = (share: number): number => Math.max(0, Math.min(1, share));

/**
 * The share of the most frequent class if the shares are known, else of guessing among as many classes as the
 * last layer has outputs.
 */
function chanceOf({ detail, layers, series }: ImportedRun): number {
  if (!series.accuracy) return Number.NaN;
  if (detail?.classes && detail.classes.length > 1) return Math.max(...detail.classes);
  const outputs = layers.at(-1)?.fanOut ?? 0;
  return outputs > 1 ? 1 / outputs : Number.NaN;
}

/**
 * Targets that are all the same leave nothing to learn: apart from rounding, their constant has a loss of 0.
 */
function constantLossOf(run: ImportedRun): number {
  const loss = late(runSeries(run, 'best_constant'));
  const first = run.series.loss?.values[0] ?? Number.NaN;
  return loss > Number.EPSILON * Math.max(1, Math.abs(first)) ? loss : Number.NaN;
}

/** One point shows no trend. An epoch is a mean already, and most of the learning may happen in the first. */
function endsOf(
  series: LoggedSeries | undefined,
  unit: ImportedRun['stepUnit'],
): { first: number; last: number } {
  if (!series || series.step.length < 2) return { first: Number.NaN, last: Number.NaN };
  const { values } = series;
  const some = Math.max(1, Math.min(FIRST_ROWS, Math.floor(values.length * FIRST_SHARE)));
  const few = unit === 'epoch' ? 1 : some;
  const many = Math.max(1, Math.floor(values.length * thresholds.window.value));
  return { first: median(values.subarray(0, few)), last: median(values.subarray(values.length - many)) };
}
