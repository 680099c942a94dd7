import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SweepError } from '../sweepError.ts';

/** How often to check the folder, in ms. */
const PAUSE = 250;
const MEGABYTE = 1e6;
/**
 * Free bytes that a store being written to leaves on its disk: the next segment of PostgreSQL's log has 16
 * MiB, and without it the store could not be opened for reading.
 */
const LEAST_FREE = 24 * MEGABYTE;

/** Detects that a store can no longer stay in its folder. */
export class FolderWatch {
  private readonly folder: string;
  /** A file that stays as long as the folder does. */
  private readonly mark: string;
  private readonly leastFree: number;
  private readonly stopping = new AbortController();

  /** `mark` is the name of a file in the folder that exists as long as the store is open. */
  constructor(folder: string, mark: string, isWritten: boolean) {
    this.folder = folder;
    this.mark = join(folder, mark);
    this.leastFree = isWritten ? LEAST_FREE : 0;
  }

  /** The fault of the folder or its disk; undefined if there is none. */
  async complaint(): Promise<SweepError | undefined> {
    if (await isGone(this.mark)) {
      return new SweepError(`${this.folder}: expected the store's folder to stay, got one that was removed`);
    }
    const free = await freeBytes(this.folder);
    if (free >= this.leastFree) return undefined;
    const [least, got] = [this.leastFree, free].map(bytes => `${Math.floor(bytes / MEGABYTE)} MB`);
    return new SweepError(
      `${this.folder}: expected a disk with ${least} free, got ${got}; once there is room, the same command continues: recorded runs are kept`,
    );
  }

  /** Looks again and again, until something is wrong or until stopped. */
  async start(onComplaint: (complaint: SweepError) => void): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const complaint = await this.complaint();
      if (complaint && !signal.aborted) return onComplaint(complaint);
      await sleep(PAUSE, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  stop(): void {
    this.stopping.abort();
  }
}

/** Other errors, such as a network that is away for a moment, say nothing. */
function isGone(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

/** The bytes that this user may still write; ∞ if the system does not report them. */
function freeBytes(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  );
}
