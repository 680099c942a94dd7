import type { MessagePort } from 'node:worker_threads';
import type { RunRow } from 'gradscope';

/** A sweep in the form for threads: its bytes are shared, not copied, and each thread reads them once. */
export interface SharedSweep {
  readonly sweepId: string;
  /** The document, as JSON in UTF-8. */
  readonly document: Uint8Array<SharedArrayBuffer>;
  /** The file of its data's table, if there is one. */
  readonly table: { readonly name: string; readonly file: Uint8Array<SharedArrayBuffer> } | null;
}

/** A run by its place in the sweep. */
export interface Identified {
  readonly index: number;
  readonly runId: string;
  /** The axes' values by the axes' names, as JSON. */
  readonly axes: string;
  /**
   * The fault of its experiment, if it is invalid: in a very large sweep not every run is checked beforehand.
   */
  readonly complaint?: string;
}

export interface IdentifyTask {
  readonly sweep: SharedSweep;
  readonly from: number;
  readonly to: number;
}

export interface TrainTask {
  readonly sweep: SharedSweep;
  readonly runs: readonly Identified[];
  /** For a run that is trained alone: its last checkpoint, and the destination of new ones. */
  readonly alone?: AloneTask;
}

export interface AloneTask {
  /** The run's last checkpoint; undefined if it has none. */
  readonly saved: Uint8Array | undefined;
  /** Seconds between checkpoints; 0 for none. */
  readonly checkpointSeconds: number;
  /** Once its number is not 0, the thread sends a last checkpoint and ends without a result. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** The port for the thread's {@link AloneMessage}s. */
  readonly port: MessagePort;
}

/** The messages of a thread while it trains a run alone. */
export type AloneMessage =
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array }
  | { readonly kind: 'note'; readonly text: string }
  /** The last of a run that was stopped. A port's end would say the same, but not before the thread's next task. */
  | { readonly kind: 'stopped' };

/** The stored data of a run. */
export interface Outcome {
  readonly row: RunRow;
  /** The loss before the update of each recorded step. */
  readonly curve?: { readonly step: readonly number[]; readonly loss: readonly number[] };
  /** Its final parameters, as a .npz file. */
  readonly npz?: Uint8Array;
}
