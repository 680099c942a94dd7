import { batch, signal } from '@preact/signals';
import { complaintOf } from './attempt.ts';
import { type OfferedSweep, type StoredSweep, storedSweep } from './storedSweep.ts';
import { followSweeps, StoreReader } from './storeReader.ts';

/** The store that serves the page: its sweeps, and the one that is shown. */
export class ServedStore {
  private readonly reader = new StoreReader();
  /** Resolves with the first list of sweeps. */
  private listed: Promise<void> | undefined;
  /** The sweeps of the store; undefined without a store, or before its first answer. */
  readonly offered = signal<readonly OfferedSweep[] | undefined>(undefined);
  /** The shown sweep with the runs finished so far; undefined if none is shown. */
  readonly shown = signal<StoredSweep | undefined>(undefined);
  /** Why the store cannot be read; the last data stay. */
  readonly trouble = signal<string | undefined>(undefined);

  /** The first list of sweeps; {@link offered} then follows the changes. */
  async sweeps(): Promise<readonly OfferedSweep[]> {
    this.listed ??= new Promise(resolve =>
      followSweeps({
        onAnswer: sweeps => {
          this.offered.value = sweeps;
          resolve();
        },
        onTrouble: message => {
          // Later errors are reported by the reader of the sweep.
          if (!this.offered.value) this.trouble.value = message;
        },
      }),
    );
    await this.listed;
    return this.offered.value!;
  }

  /**
   * Shows a sweep in place of the one before, and follows its runs as they finish or are repeated.
   *
   * @param onSweep called with each state of the sweep before it is drawn
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

  /** Shows no sweep. */
  leave(): void {
    this.reader.stop();
    batch(() => {
      this.shown.value = undefined;
      this.trouble.value = undefined;
    });
  }
}
