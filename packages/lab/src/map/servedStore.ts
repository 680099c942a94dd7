import { batch, signal } from '@preact/signals';
import { complaintOf } from './attempt.ts';
import { type OfferedSweep, type StoredSweep, storedSweep } from './storedSweep.ts';
import { followSweeps, StoreReader } from './storeReader.ts';

/** The store that the page is served with: its sweeps, and the one that is shown. */
export class ServedStore {
  private readonly reader = new StoreReader();
  /** Resolves with the first list of its sweeps. */
  private listed: Promise<void> | undefined;
  /** Its sweeps; undefined without a store, and until it has answered. */
  readonly offered = signal<readonly OfferedSweep[] | undefined>(undefined);
  /** The sweep that is shown, as far as it is; undefined if none is. */
  readonly shown = signal<StoredSweep | undefined>(undefined);
  /** Why nothing, or nothing new, is read of it. */
  readonly trouble = signal<string | undefined>(undefined);

  /** Its sweeps, once it has answered; from then on {@link offered} has those that come. */
  async sweeps(): Promise<readonly OfferedSweep[]> {
    this.listed ??= new Promise(resolve =>
      followSweeps({
        onAnswer: sweeps => {
          this.offered.value = sweeps;
          resolve();
        },
        onTrouble: message => {
          // Later whoever reads a sweep says so.
          if (!this.offered.value) this.trouble.value = message;
        },
      }),
    );
    await this.listed;
    return this.offered.value!;
  }

  /**
   * Shows a sweep in place of the one before, as its runs come, or are done again.
   *
   * @param onSweep is told of each state of it before anybody draws it
   */
  show(id: string, onSweep: (sweep: StoredSweep) => void): void {
    let complaint: string | undefined;
    this.reader.start(id, {
      onAnswer: answer =>
        batch(() => {
          let found: StoredSweep | undefined;
          complaint = complaintOf(() => {
            found = storedSweep(answer, this.shown.peek());
          });
          if (!found) return;
          this.shown.value = found;
          onSweep(found);
        }),
      onTrouble: message => {
        this.trouble.value = message ?? complaint;
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
