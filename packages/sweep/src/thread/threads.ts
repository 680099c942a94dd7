import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Identified, IdentifyTask, Outcome, TrainTask } from './tasks.ts';

const MODULE = fileURLToPath(new URL('./sweepThread.js', import.meta.url));
/** What a new thread may take to start, beside the time that a run has. */
const START_SECONDS = 3;

/** A thread went on for longer than it was given, and was ended. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The threads that train. One that breaks, or is ended, is replaced; only its own task fails. */
export class Threads {
  readonly count: number;
  private readonly pool: Piscina;

  /** `module` is what the threads run; only a test takes another. */
  constructor(count: number, module = MODULE) {
    this.count = count;
    this.pool = new Piscina({ filename: module, minThreads: count, maxThreads: count, recordTiming: false });
  }

  identify(task: IdentifyTask, signal: AbortSignal): Promise<Identified[]> {
    return this.pool.run(task, { name: 'identify', signal });
  }

  /**
   * Trains runs in one thread.
   *
   * @param seconds what all of them together may take
   * @throws OutOfTime; the abort's error; or what went wrong in the thread
   */
  async train(task: TrainTask, seconds: number, signal: AbortSignal): Promise<Outcome[]> {
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), 1000 * (seconds + START_SECONDS));
    const options = {
      name: 'train',
      signal: AbortSignal.any([signal, clock.signal]),
      transferList: task.alone ? [task.alone.port] : [],
    };
    try {
      return await this.pool.run(task, options);
    } catch (error) {
      if (clock.signal.aborted && !signal.aborted) throw new OutOfTime();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
