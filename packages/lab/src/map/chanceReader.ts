import { type ReadonlySignal, signal } from '@preact/signals';
import type { Sweep } from 'gradscope';

/** Finds the accuracy at chance. That needs the data, whose code is loaded on demand. */
export class ChanceReader {
  private asked: Sweep | undefined;
  private readonly answer = signal<number | undefined>(undefined);

  /** The chance accuracy of the last requested sweep, once it is known. */
  get chance(): ReadonlySignal<number | undefined> {
    return this.answer;
  }

  /** If there is no answer, for example because the code cannot be fetched, it stays unknown. */
  async ask(sweep: Sweep): Promise<void> {
    this.asked = sweep;
    const chance = await import('./loadedChance.ts')
      .then(({ loadedChance }) => loadedChance(sweep))
      .catch(() => undefined);
    if (this.asked === sweep) this.answer.value = chance;
  }
}
