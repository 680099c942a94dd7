/** Limits training to a number of steps per second; `Infinity` sets no limit. */
export class Pace {
  private readonly stepsPerSecond: number;
  private readonly startedAt: number;
  private taken = 0;

  /** @param now time in ms on any clock, the same clock as for {@link wait} */
  constructor(stepsPerSecond: number, now: number) {
    this.stepsPerSecond = stepsPerSecond;
    this.startedAt = now;
  }

  /** Milliseconds until the next step is due; 0 if it is due now. */
  wait(now: number): number {
    if (this.stepsPerSecond === Number.POSITIVE_INFINITY) return 0;
    return Math.max(0, this.startedAt + (1000 * this.taken) / this.stepsPerSecond - now);
  }

  take(): void {
    this.taken++;
  }
}
