import { MessageChannel } from 'node:worker_threads';
import { writeCheckpoint } from '../store/checkpoints.ts';
import type { Database } from '../store/database.ts';
import type { Job } from '../store/queue.ts';
import { isTransient } from '../store/transient.ts';
import type { AloneMessage, Identified, Outcome, SharedSweep } from '../thread/tasks.ts';
import type { Threads } from '../thread/threads.ts';

/** The resources for a run that is trained alone. */
export interface AloneContext {
  readonly database: Database;
  readonly threads: Threads;
  /** Ends the training at once. */
  readonly signal: AbortSignal;
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
 * @throws what `Threads.train` throws
 */
export async function trainAlone(context: AloneContext, aloneRun: AloneRun): Promise<Outcome> {
  const { threads, signal, checkpointSeconds } = context;
  const { sweep, run, saved, seconds } = aloneRun;
  const { port1, port2 } = new MessageChannel();
  const checkpoints = new CheckpointWriter(context, aloneRun);
  port1.on('message', (message: AloneMessage) => checkpoints.take(message));
  try {
    const alone = { saved, checkpointSeconds, port: port2 };
    const [outcome] = await threads.train({ sweep, runs: [run], alone }, seconds, signal);
    return outcome;
  } finally {
    port1.close();
    await checkpoints.ended();
  }
}

/** Writes the checkpoints of one run as they come. */
class CheckpointWriter {
  private readonly context: AloneContext;
  private readonly aloneRun: AloneRun;
  private writing: Promise<void> | undefined;
  private hasFailed = false;

  constructor(context: AloneContext, aloneRun: AloneRun) {
    this.context = context;
    this.aloneRun = aloneRun;
  }

  take(message: AloneMessage): void {
    if (message.kind === 'note') this.note(message.text);
    // A checkpoint that arrives while the last is still being written is skipped: the next is as good.
    else this.writing ??= this.write(message.bytes).finally(() => (this.writing = undefined));
  }

  /** Waits for the last write: none may come after the run's own end. */
  async ended(): Promise<void> {
    await this.writing;
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
