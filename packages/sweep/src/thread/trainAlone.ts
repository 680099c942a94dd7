import { packData, unpackData } from '@gradscope/formats';
import {
  type BatchRun,
  type RunSummary,
  type SummaryCheckpoint,
  type SummaryOptions,
  SummaryTrainer,
} from 'gradscope';
import type { AloneMessage, AloneTask } from './tasks.ts';

/** Milliseconds of training between two looks at the clock. */
const SLICE = 50;
/** Checkpoints may take at most this share of the time. */
const LARGEST_SHARE = 0.1;
/** The largest checkpoint in a store, in bytes: 8 million numbers. */
export const MOST_BYTES = 64e6;

/**
 * The state of a run, as in its checkpoint. Its id in the store identifies the experiment and the version.
 */
interface SavedRun {
  readonly checkpoint: SummaryCheckpoint;
  /** Wall time so far. */
  readonly seconds: number;
}

/**
 * Trains one run from its checkpoint on, or from the start, and sends one every so often.
 *
 * @returns undefined if it was stopped; then it has sent a last checkpoint
 */
export function trainAlone(
  run: BatchRun,
  options: SummaryOptions,
  { saved, checkpointSeconds, stop, port }: AloneTask,
): { readonly summary: RunSummary; readonly seconds: number } | undefined {
  const send = (message: AloneMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const note = (text: string) => send({ kind: 'note', text });
  const { trainer, before } = trainerOf(run, options, saved, note);
  const began = performance.now();
  const seconds = () => before + (performance.now() - began) / 1000;
  let dueAt = began + 1000 * (checkpointSeconds || Number.POSITIVE_INFINITY);
  const isStopped = () => Atomics.load(stop, 0) !== 0;
  inSlices(trainer, isStopped, () => {
    const started = performance.now();
    const isDue = isStopped() ? dueAt < Number.POSITIVE_INFINITY : started >= dueAt;
    if (!isDue) return;
    const bytes = packedRun({ checkpoint: trainer.checkpoint(), seconds: seconds() });
    if (bytes.length > MOST_BYTES) {
      note(
        `no checkpoint: expected at most ${MOST_BYTES / 1e6} MB, got ${Math.ceil(bytes.length / 1e6)} MB; training continues`,
      );
      dueAt = Number.POSITIVE_INFINITY;
      return;
    }
    send({ kind: 'checkpoint', bytes }, [bytes.buffer]);
    const ended = performance.now();
    dueAt = ended + Math.max(1000 * checkpointSeconds, (ended - started) / LARGEST_SHARE);
  });
  if (!trainer.done) send({ kind: 'stopped' });
  port.close();
  return trainer.done ? { summary: trainer.summary(), seconds: seconds() } : undefined;
}

/** A trainer that continues from a checkpoint, or from the start if there is no usable one. */
function trainerOf(
  run: BatchRun,
  options: SummaryOptions,
  saved: Uint8Array | undefined,
  note: (text: string) => void,
): { readonly trainer: SummaryTrainer; readonly before: number } {
  try {
    if (saved) {
      const { checkpoint, seconds } = unpackData(saved, 'checkpoint') as SavedRun;
      const trainer = new SummaryTrainer(run, options, checkpoint);
      note(`continues from step ${trainer.step} of ${run.experiment.training.steps}`);
      return { trainer, before: seconds };
    }
  } catch (error) {
    note(`trains from the start: ${(error as Error).message}`);
  }
  return { trainer: new SummaryTrainer(run, options), before: 0 };
}

/** Trains to the end, or until stopped; `between` is called about every 50 ms, and when it is stopped. */
function inSlices(trainer: SummaryTrainer, isStopped: () => boolean, between: () => void): void {
  let count = 1;
  let goesOn = true;
  while (!trainer.done && goesOn) {
    const started = performance.now();
    trainer.advance(count);
    const took = performance.now() - started;
    count = Math.max(1, Math.round(count * Math.min(2, SLICE / took)));
    goesOn = !isStopped();
    if (!trainer.done) between();
  }
}

function packedRun(saved: SavedRun): Uint8Array<ArrayBuffer> {
  const parts = packData(saved);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
