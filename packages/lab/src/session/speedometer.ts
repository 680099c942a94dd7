/** The time constant of the average, in ms. */
const MEMORY_MS = 500;

/** Smoothed steps per second. A pause counts once the next step is made. */
export class Speedometer {
  private last: { readonly step: number; readonly at: number } | undefined;
  private smoothed = 0;

  get speed(): number {
    return this.smoothed;
  }

  /** @param now time in ms on any clock. An earlier step than the last one resets the average. */
  measure(step: number, now: number): void {
    const { last } = this;
    if (!last || step < last.step) {
      this.last = { step, at: now };
      return;
    }
    if (step === last.step || now <= last.at) return;
    const elapsed = now - last.at;
    const current = (1000 * (step - last.step)) / elapsed;
    const weight = this.smoothed === 0 ? 1 : Math.min(1, elapsed / MEMORY_MS);
    this.smoothed += weight * (current - this.smoothed);
    this.last = { step, at: now };
  }

  reset(): void {
    this.last = undefined;
    this.smoothed = 0;
  }
}
