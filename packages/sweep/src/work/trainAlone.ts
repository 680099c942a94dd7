import { MessageChannel } from 'node:worker_threads';
import { writeCheckpoint } from '../store/checkpoints.ts';
import type { Database } from '../store/database.ts';
import type { Job } from '../store/queue.ts';
import { isTransient } from '../store/transient.ts';
import type { AloneMessage, Identified, Outcome, SharedSweep } from '../thread/tasks.ts';
import type { Threads } from '../thread/threads.ts';

/** How long a run that is asked to stop may take for its last checkpoint; then its thread is ended. */
const GRACE_MILLISECONDS = 2000;

/** The resources for a run that is trained alone. */
export interface AloneContext {
  readonly database: Database;
  readonly threads: Threads;
  /** Stops the training, after a last checkpoint. */
  readonly interrupted: AbortSignal;
  /** Ends the training at once. */
  readonly failed: AbortSignal;
  /** Seconds between checkpoints; 0 for none. */
  readonly checkpointSeconds: number;
  /** Receives one line if the run continues from a checkpoint, or about why it has none. */
  readonly note: (text: string) => void;
}

export interface AloneRun {
  readonly job: Job;
  readonly sweep: SharedSweep;
  readonly run: Identified;
  /** Its last checkpoint. */
  readonly saved: Uint8Array | undefined;
  /** Its time limit. */
  readonly seconds: number;
}

/**
 * Trains one run in a thread, and regularly writes checkpoints to the store.
 *
 * @returns undefined if it was interrupted
 * @throws what `Threads.train` throws
 */
export async function trainAlone(context: AloneContext, aloneRun: AloneRun): Promise<Outcome | undefined> {
  const { threads, checkpointSeconds } = context;
  const { sweep, run, saved, seconds } = aloneRun;
  const { port1, port2 } = new MessageChannel();
  const checkpoints = new CheckpointWriter(context, aloneRun);
  const stopped = new Promise<void>(resolve => {
    port1.on('message', (message: AloneMessage) => {
      if (message.kind === 'stopped') resolve();
      else checkpoints.take(message);
    });
  });
  const { stop, late, dispose } = stopFlag(context.interrupted);
  try {
    const alone = { saved, checkpointSeconds, stop, port: port2 };
    const signal = AbortSignal.any([context.failed, late]);
    const [outcome] = await threads.train({ sweep, runs: [run], alone }, seconds, signal);
    if (!outcome) await stopped;
    return outcome;
  } finally {
    dispose();
    port1.close();
    await checkpoints.ended();
  }
}

/** The flag that asks a thread to stop when `signal` is aborted, and a signal for when it had time enough. */
function stopFlag(signal: AbortSignal) {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const ask = () => {
    Atomics.store(stop, 0, 1);
    timer = setTimeout(() => late.abort(), GRACE_MILLISECONDS);
  };
  signal.addEventListener('abort', ask);
  if (signal.aborted) ask();
  const dispose = () => {
    signal.removeEventListener('abort', ask);
    clearTimeout(timer);
  };
  return { stop, late: late.signal, dispose };
}

/** Writes the checkpoints of one run as they come. */
class CheckpointWriter {
  private readonly context: AloneContext;
  private readonly aloneRun: AloneRun;
  private writing: Promise<void> | undefined;
  /** The last to arrive; it waits while one before it is written. */
  private next: Uint8Array | undefined;
  private hasFailed = false;

  constructor(context: AloneContext, aloneRun: AloneRun) {
    this.context = context;
    this.aloneRun = aloneRun;
  }

  take(message: Exclude<AloneMessage, { kind: 'stopped' }>): void {
    if (message.kind === 'note') this.note(message.text);
    else {
      this.next = message.bytes;
      this.writing ??= this.writeNext().finally(() => (this.writing = undefined));
    }
  }

  /** Waits for the last write: none may come after the run's own end. */
  async ended(): Promise<void> {
    await this.writing;
  }

  private async writeNext(): Promise<void> {
    while (this.next) {
      const bytes = this.next;
      this.next = undefined;
      await this.write(bytes);
    }
  }

  /** A store that is away for a moment has the next one. */
  private async write(bytes: Uint8Array): Promise<void> {
    const { job, run } = this.aloneRun;
    try {
      await writeCheckpoint(this.context.database, job, run.runId, bytes);
    } catch (error) {
      if (this.hasFailed || isTransient(error)) return;
      this.hasFailed = true;
      this.note(`no checkpoint: ${reasonOf(error)}; training continues`);
    }
  }

  private note(text: string): void {
    this.context.note(`run ${this.aloneRun.run.index}: ${text}`);
  }
}

/** Drizzle's own message contains the statement; its cause is the reason. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? reasonOf(cause) : message.split('\n')[0];
}
