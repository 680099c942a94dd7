import type { Trainer } from 'gradscope';
import type { LossLine, Progress } from './messages.ts';

/**
 * Milliseconds of training between two checks: the longest that a stop waits, if no single step takes longer.
 */
const SLICE = 20;
/** Reports are at least this far apart: more than a reader can see only costs time. */
const REPORT_INTERVAL = 1000 / 15;

export interface SliceOptions {
  /** Steps from one loss line to the next. */
  readonly lineEvery: number;
  /** Asked after every slice. */
  readonly stopped: () => boolean;
  /** Called after every slice but the last. */
  readonly between?: () => void;
  readonly report: (progress: Progress) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Trains to the end, or until stopped, in slices of about 20 ms.
 *
 * At least one step is gone through, so that there always is something to show.
 *
 * @returns the loss lines that were not reported yet
 */
export function trainInSlices(
  trainer: Trainer,
  { lineEvery, stopped, between, report, now }: SliceOptions,
): LossLine[] {
  let lines: LossLine[] = [];
  const began = now();
  let reported = began;
  let count = 1;
  do {
    const started = now();
    let loss = () => Number.NaN;
    trainer.advance(count, (step, lossHere) => {
      loss = lossHere;
      if (step.index % lineEvery === 0) lines.push({ step: step.index, loss: lossHere() });
    });
    const ended = now();
    count = Math.max(1, Math.round(count * Math.min(2, SLICE / (ended - started))));
    if (!trainer.done && ended - reported >= REPORT_INTERVAL) {
      report({ step: trainer.step, loss: loss(), lines, seconds: (ended - began) / 1000 });
      lines = [];
      reported = ended;
    }
    if (!trainer.done) between?.();
  } while (!trainer.done && !stopped());
  return lines;
}
