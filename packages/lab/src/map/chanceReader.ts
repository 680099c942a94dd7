import { type ReadonlySignal, signal } from '@preact/signals';
import type { Sweep } from 'gradscope';

/** Asks what accuracy knows nothing. That needs the data, whose code waits until somebody asks. */
export class ChanceReader {
  private asked: Sweep | undefined;
  private readonly answer = signal<number | undefined>(undefined);

  /** Of the sweep that was asked of last, once it is known. */
  get chance(): ReadonlySignal<number | undefined> {
    return this.answer;
  }

  /** Without an answer, as where the code cannot be fetched, nothing is known. */
  async ask(sweep: Sweep): Promise<void> {
    this.asked = sweep;
    const chance = await import('./loadedChance.ts')
      .then(({ loadedChance }) => loadedChance(sweep))
      .catch(() => undefined);
    if (this.asked === sweep) this.answer.value = chance;
  }
}
