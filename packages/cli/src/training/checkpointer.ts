import type { Checkpoint } from 'gradscope';
import { type RunIdentity, writeCheckpoint } from './checkpointFile.ts';

/** The file for the checkpoints of a network, and how often to write one. */
export interface CheckpointPlan {
  readonly path: string;
  /** Seconds between checkpoints. */
  readonly seconds: number;
  /** Whether training continues from an existing file. */
  readonly resume: boolean;
  /** When the command began to train, as by `Date.now()`. */
  readonly since: number;
  readonly identity: RunIdentity;
}

/** Something that can be checkpointed: a trainer. */
interface Source {
  checkpoint(): Checkpoint;
}

interface CheckpointerOptions {
  /** Milliseconds. */
  readonly now?: () => number;
  /** Called once if checkpoints cannot be written: training continues without them. */
  readonly note: (text: string) => void;
}

/** Checkpoints may take at most this share of the time, so they become rarer for a long history. */
const LARGEST_SHARE = 0.1;

/** Writes the checkpoints of one network, while it trains. */
export class Checkpointer {
  private readonly plan: CheckpointPlan;
  private readonly options: Required<CheckpointerOptions>;
  private dueAt: number;
  private hasFailed = false;

  constructor(plan: CheckpointPlan, options: CheckpointerOptions) {
    this.plan = plan;
    this.options = { now: () => performance.now(), ...options };
    this.dueAt = this.options.now() + 1000 * plan.seconds;
  }

  /** Writes one if it is due. `seconds` is the wall time of the training so far. */
  look(source: Source, seconds: number): void {
    if (this.options.now() >= this.dueAt) this.write(source, seconds);
  }

  /**
   * Writes the last one of a network that is done or stopped, if the time since the last one makes it
   * worthwhile.
   */
  finish(source: Source, seconds: number, isStopped: boolean): void {
    if (isStopped || Date.now() - this.plan.since >= 1000 * this.plan.seconds) this.write(source, seconds);
  }

  private write(source: Source, seconds: number): void {
    const { now, note } = this.options;
    const began = now();
    try {
      writeCheckpoint(this.plan.path, { ...this.plan.identity, checkpoint: source.checkpoint(), seconds });
    } catch (error) {
      if (!this.hasFailed) note(`no checkpoint: ${(error as Error).message}; training continues`);
      this.hasFailed = true;
    }
    const ended = now();
    this.dueAt = ended + Math.max(1000 * this.plan.seconds, (ended - began) / LARGEST_SHARE);
  }
}
