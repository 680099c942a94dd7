import type { MessagePort } from 'node:worker_threads';

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
  /** The port for the thread's {@link AloneMessage}s. */
  readonly port: MessagePort;
}

/** The messages of a thread while it trains a run alone. */
export type AloneMessage =
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array }
  | { readonly kind: 'note'; readonly text: string };

/** How a run ended. */
export type RunStatus = 'trained' | 'diverged' | 'timeout' | 'failed';

/** A run's row: its summary; if it failed, everything except `reason` is null. */
export interface RunRow {
  readonly run_id: string;
  readonly status: RunStatus;
  readonly reason: string | null;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly test_loss: number | null;
  readonly test_accuracy: number | null;
  readonly first_loss: number | null;
  readonly last_loss: number | null;
  readonly first_gradient: number | null;
  readonly steps_to_target: number | null;
  readonly steps: number | null;
  readonly diverged_at: number | null;
  /** Wall time; each run's share of it if several were trained together. */
  readonly seconds: number;
}

/** The stored data of a run. */
export interface Outcome {
  readonly row: RunRow;
  /** The loss before the update of each recorded step. */
  readonly curve?: { readonly step: readonly number[]; readonly loss: readonly number[] };
  /** Its final parameters, as a .npz file. */
  readonly npz?: Uint8Array;
}

/** The row of a failed run. */
export function failedRow(
  runId: string,
  status: 'timeout' | 'failed',
  reason: string,
  seconds: number,
): RunRow {
  return {
    run_id: runId,
    status,
    reason,
    loss: null,
    accuracy: null,
    test_loss: null,
    test_accuracy: null,
    first_loss: null,
    last_loss: null,
    first_gradient: null,
    steps_to_target: null,
    steps: null,
    diverged_at: null,
    seconds,
  };
}
