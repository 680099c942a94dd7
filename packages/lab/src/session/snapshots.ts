import type { Checkpoint } from 'gradscope';

/** Enough that going back is quick, few enough for memory. */
const MOST_SNAPSHOTS = 64;
const MOST_BYTES = 2 ** 27;
const FEWEST_SNAPSHOTS = 4;

/** A checkpoint without its history, and the stretch of the timeline that it is of. */
export interface Snapshot {
  readonly stretch: number;
  readonly checkpoint: Checkpoint;
}

/** States of a run to go back to, at distances that double whenever there are too many. */
export class Snapshots {
  private kept: Snapshot[] = [];
  private distance = 1;

  /** Whether a snapshot at `step` would come after the others, and far enough from them. */
  wants(step: number): boolean {
    return step >= (this.kept.at(-1)?.checkpoint.step ?? 0) + this.distance;
  }

  /** Takes one that it wants. */
  add(snapshot: Snapshot): void {
    this.kept.push(snapshot);
    const most = Math.max(FEWEST_SNAPSHOTS, Math.min(MOST_SNAPSHOTS, MOST_BYTES / bytesOf(snapshot)));
    if (this.kept.length <= most) return;
    this.kept = this.kept.filter((_, i) => i % 2 === 1);
    this.distance = Math.max(2 * this.distance, Math.ceil(snapshot.checkpoint.step / most));
  }

  /** The last one at or before `step`. */
  before(step: number): Snapshot | undefined {
    return this.kept.findLast(({ checkpoint }) => checkpoint.step <= step);
  }

  /** Forgets those after `step`. */
  dropAfter(step: number): void {
    this.kept = this.kept.filter(({ checkpoint }) => checkpoint.step <= step);
  }
}

function bytesOf({ checkpoint: { parameters, optimizer } }: Snapshot): number {
  const arrays = [...parameters.flatMap(({ W, b }) => [W, b]), ...Object.values(optimizer.moments).flat()];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
