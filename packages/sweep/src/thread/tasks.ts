import type { MessagePort } from 'node:worker_threads';

/** A sweep as threads are given it: its bytes are shared, not copied, and each thread reads them once. */
export interface SharedSweep {
  readonly sweepId: string;
  /** The document, as JSON in UTF-8. */
  readonly document: Uint8Array<SharedArrayBuffer>;
  /** The file of its data's table, where that is one. */
  readonly table: { readonly name: string; readonly file: Uint8Array<SharedArrayBuffer> } | null;
}

/** A run by its place in the sweep. */
export interface Identified {
  readonly index: number;
  readonly runId: string;
  /** The axes' values by the axes' names, as JSON. */
  readonly axes: string;
  /** What is wrong with its experiment, where that cannot be: of a very large sweep not every run is checked beforehand. */
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
  /** Of a run that is trained alone: where it goes on from, and where its checkpoints go. */
  readonly alone?: AloneTask;
}

export interface AloneTask {
  /** The run's last checkpoint; undefined if it has none. */
  readonly saved: Uint8Array | undefined;
  /** From one checkpoint to the next; 0 for none. */
  readonly checkpointSeconds: number;
  /** Where the thread sends its {@link AloneMessage}s. */
  readonly port: MessagePort;
}

/** What the thread of a run that is trained alone sends meanwhile. */
export type AloneMessage =
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array }
  | { readonly kind: 'note'; readonly text: string };

/** How a run ended. */
export type RunStatus = 'trained' | 'diverged' | 'timeout' | 'failed';

/** A run's row: its summary, all null but `reason` where it came to nothing. */
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
  /** Wall time; of runs that were trained together, each one's share of it. */
  readonly seconds: number;
}

/** What is stored of a run. */
export interface Outcome {
  readonly row: RunRow;
  /** The loss before the update of each recorded step. */
  readonly curve?: { readonly step: readonly number[]; readonly loss: readonly number[] };
  /** Its final parameters, as a .npz file. */
  readonly npz?: Uint8Array;
}

/** The row of a run that came to nothing. */
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
