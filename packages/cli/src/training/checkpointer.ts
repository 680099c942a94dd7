import type { Checkpoint } from 'gradscope';
import { type RunIdentity, writeCheckpoint } from './checkpointFile.ts';

/** Where and how often the checkpoints of a network are written. */
export interface CheckpointPlan {
  readonly path: string;
  /** From one to the next. */
  readonly seconds: number;
  /** Whether training goes on from the file that is there. */
  readonly resume: boolean;
  /** When the command began to train, as `Date.now()` has it. */
  readonly since: number;
  readonly identity: RunIdentity;
}

/** What can be checkpointed: a trainer. */
interface Source {
  checkpoint(): Checkpoint;
}

interface CheckpointerOptions {
  /** Milliseconds. */
  readonly now?: () => number;
  /** Told, once, that checkpoints cannot be written: training goes on without. */
  readonly note: (text: string) => void;
}

/** Checkpoints may take this share of the time at most: of a long history they become rarer. */
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

  /** Writes the last one of a network that is done or stopped, if as much time has passed that it is worth keeping. */
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
