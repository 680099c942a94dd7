import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedSeries } from '../../log/loggedSeries.ts';
import { median } from '../median.ts';
import { swingOf } from '../swing.ts';
import { thresholds } from '../thresholds.ts';

/** How a run went, as far as its log tells. */
export interface LogProgress {
  /** From the first logged step to the last, of anything. */
  readonly steps: number;
  /** Rows of the loss; 0 where none was logged. */
  readonly rows: number;
  /** Median of the first rows, and of the last; NaN where none was logged. */
  readonly startLoss: number;
  readonly loss: number;
  /** Likewise; NaN where none was logged. */
  readonly accuracy: number;
  /** Of the first errors the share that is gone, or, where no accuracy was logged, of the first loss: 0 … 1; NaN where neither was. */
  readonly learned: number;
  /** Whichever of the two shares is more. */
  readonly gone: number;
  /** The first step with a loss that is no finite number; null where there is none. */
  readonly divergedAt: number | null;
  /** Median |change of the loss| from one row to the next in the last half, against the first loss. */
  readonly swing: number;
}

/** Rows that the first loss is a median of, at most. */
const FIRST_ROWS = 5;
const FIRST_SHARE = 0.02;

export function logProgressOf({ series }: ImportedRun): LogProgress {
  const { loss, accuracy } = series;
  const all = Object.values(series).flatMap(({ step }) => [step[0], step[step.length - 1]]);
  const losses = endsOf(loss);
  const accuracies = endsOf(accuracy);
  const broken = loss ? loss.values.findIndex(value => !Number.isFinite(value)) : -1;
  const lossShare = shareOf(1 - losses.last / losses.first);
  const accuracyShare = shareOf((accuracies.last - accuracies.first) / (1 - accuracies.first));
  const known = [accuracyShare, lossShare].filter(share => !Number.isNaN(share));
  return {
    steps: all.length > 0 ? Math.max(...all) - Math.min(...all) + 1 : 0,
    rows: loss?.step.length ?? 0,
    startLoss: losses.first,
    loss: losses.last,
    accuracy: accuracies.last,
    learned: known.length > 0 ? known[0] : Number.NaN,
    gone: known.length > 0 ? Math.max(...known) : Number.NaN,
    divergedAt: broken < 0 ? null : loss.step[broken],
    swing: loss ? swingOf(loss.values) / losses.first : Number.NaN,
  };
}

const shareOf = (share: number): number => Math.max(0, Math.min(1, share));

function endsOf(series: LoggedSeries | undefined): { first: number; last: number } {
  if (!series) return { first: Number.NaN, last: Number.NaN };
  const { values } = series;
  const few = Math.max(1, Math.min(FIRST_ROWS, Math.floor(values.length * FIRST_SHARE)));
  const many = Math.max(1, Math.floor(values.length * thresholds.window.value));
  return { first: median(values.subarray(0, few)), last: median(values.subarray(values.length - many)) };
}
