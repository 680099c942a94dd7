import { batch, signal } from '@preact/signals';
import { complaintOf } from './attempt.ts';
import { type OfferedSweep, type StoredSweep, storedSweep } from './storedSweep.ts';
import { listSweeps, StoreReader } from './storeReader.ts';

/** How long after a store has not answered it is asked again, in ms. */
const PAUSE = 2000;

/** The store that the page is served with: its sweeps, and the one that is shown. */
export class ServedStore {
  private readonly reader = new StoreReader();
  /** Its sweeps; undefined without a store, and until it has answered. */
  readonly offered = signal<readonly OfferedSweep[] | undefined>(undefined);
  /** The sweep that is shown, as far as it is; undefined where none is. */
  readonly shown = signal<StoredSweep | undefined>(undefined);
  /** Why it does not answer. */
  readonly trouble = signal<string | undefined>(undefined);

  /** Its sweeps as they were when it was first asked; asks until it has answered. */
  async sweeps(): Promise<readonly OfferedSweep[]> {
    while (!this.offered.value) {
      try {
        this.offered.value = await listSweeps();
      } catch (error) {
        this.trouble.value = (error as Error).message;
        await new Promise(resolve => setTimeout(resolve, PAUSE));
      }
    }
    return this.offered.value;
  }

  /**
   * Shows a sweep in place of the one before, again and again until all of its runs are there.
   *
   * @param onSweep is told of each state of it before anybody draws it
   */
  show(id: string, onSweep: (sweep: StoredSweep) => void): void {
    this.reader.start(id, {
      onSweep: answer =>
        batch(() => {
          let found: StoredSweep | undefined;
          this.trouble.value = complaintOf(() => {
            found = storedSweep(answer, this.shown.peek());
          });
          if (!found) return;
          this.shown.value = found;
          onSweep(found);
        }),
      onTrouble: message => {
        this.trouble.value = message;
      },
    });
  }

  /** Shows none of its sweeps any more. */
  leave(): void {
    this.reader.stop();
    batch(() => {
      this.shown.value = undefined;
      this.trouble.value = undefined;
    });
  }
}
