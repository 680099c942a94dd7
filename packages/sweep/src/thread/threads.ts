import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Identified, IdentifyTask, Outcome, TrainTask } from './tasks.ts';

const MODULE = fileURLToPath(new URL('./sweepThread.js', import.meta.url));
/** The time that a new thread may take to start, in addition to a run's time. */
const START_SECONDS = 3;

/** A thread ran longer than its time limit and was ended. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The threads that train. One that breaks, or is ended, is replaced; only its own task fails. */
export class Threads {
  readonly count: number;
  private readonly pool: Piscina;

  /** `module` is what the threads run; only tests replace it. */
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
   * @param seconds time limit for all of them together
   * @throws OutOfTime; the abort's error; or the thread's error
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
