import type { MapCell } from '@gradscope/figures';
import { signal } from '@preact/signals';
import type { Pass } from './fillOrder.ts';
import { MapKeeper } from './keptCells.ts';
import { type FillTask, MapFiller, NO_PROGRESS } from './mapFiller.ts';

/** The results of a map's runs: read from a store, or trained here and saved in this browser. */
export class MapCells {
  private readonly filler = new MapFiller();
  private readonly keeper = new MapKeeper();
  /** The result of each run of the sweep, by its index. */
  private cells: (MapCell | undefined)[] = [];
  /** Changes whenever the results do. */
  readonly version = signal(0);
  readonly progress = signal(NO_PROGRESS);

  constructor() {
    addEventListener('pagehide', () => this.keeper.keep());
  }

  at(index: number): MapCell | undefined {
    return this.cells[index];
  }

  /** Ends the present fill, saves it, and starts another map without results. */
  clear(): void {
    this.keeper.keep();
    this.filler.stop();
    this.cells = [];
    this.progress.value = NO_PROGRESS;
    this.version.value++;
  }

  /** Shows the results read from a store. A fill adds to the same array. */
  show(cells: (MapCell | undefined)[]): void {
    this.cells = cells;
    this.version.value++;
  }

  /** Loads the saved results of a map. Resolves to false if another map is shown meanwhile. */
  async loadSaved(key: string): Promise<boolean> {
    const { cells } = this;
    await this.keeper.load(key, cells);
    if (this.cells !== cells) return false;
    this.version.value++;
    return true;
  }

  /** Trains or diagnoses the runs that `task` lacks, and saves the results if they are trained here. */
  fill(task: Omit<FillTask, 'knownAt'>, passes: readonly Pass[]): void {
    this.filler.start({ ...task, knownAt: index => this.cells[index] }, passes, {
      onProgress: progress => {
        this.progress.value = progress;
        if (!progress.running) this.keeper.keep();
      },
      onCells: (indices, cells) => {
        for (const [k, index] of indices.entries()) this.cells[index] = cells[k];
        this.version.value++;
        if (task.trains) this.keeper.note(indices.length);
      },
    });
  }

  stop(): void {
    this.keeper.keep();
    this.filler.stop();
    this.progress.value = { ...this.progress.value, running: false };
  }
}
