/**
 * Makes steps continuous if a program restarts their numbers in each epoch: a step that goes back while the
 * epoch rises, or that counts batches, is placed after the last. If the epoch falls too, the program began
 * again, and so do the steps.
 */
export class StepCounter {
  private readonly isOfEpoch: boolean;
  private offset = 0;
  private last = Number.NaN;
  private epoch = Number.NaN;

  /** @param name the name of the steps */
  constructor(name: string | undefined) {
    this.isOfEpoch = /^(?:batch|batch_idx)$/i.test(name ?? '');
  }

  /** @param epoch of the row; undefined if it does not say */
  next(step: number, epoch: number | undefined): number {
    const rises = epoch !== undefined && epoch > this.epoch;
    const falls = epoch !== undefined && epoch < this.epoch;
    if (falls) this.offset = 0;
    else if (step + this.offset < this.last && (rises || (this.isOfEpoch && epoch === undefined))) {
      this.offset = this.last + 1 - step;
    }
    if (epoch !== undefined) this.epoch = epoch;
    this.last = step + this.offset;
    return this.last;
  }
}
