import type { Checkpoint } from 'gradscope';

/** Enough for quick returns, and few enough to fit in memory. */
const MOST_SNAPSHOTS = 64;
const MOST_BYTES = 2 ** 27;
const FEWEST_SNAPSHOTS = 4;

/** A checkpoint without its history, and its stretch of the timeline. */
export interface Snapshot {
  readonly stretch: number;
  readonly checkpoint: Checkpoint;
}

/** Earlier states of a run to return to. Their distance doubles whenever they are too many. */
export class Snapshots {
  private kept: Snapshot[] = [];
  private distance = 1;

  /** True if a snapshot at `step` would be later than all others and far enough from them. */
  wants(step: number): boolean {
    return step >= (this.kept.at(-1)?.checkpoint.step ?? 0) + this.distance;
  }

  /** Adds a snapshot. Call it only if `wants` returned true. */
  add(snapshot: Snapshot): void {
    this.kept.push(snapshot);
    const most = Math.max(FEWEST_SNAPSHOTS, Math.min(MOST_SNAPSHOTS, MOST_BYTES / bytesOf(snapshot)));
    if (this.kept.length <= most) return;
    this.kept = this.kept.filter((_, i) => i % 2 === 1);
    this.distance = Math.max(2 * this.distance, Math.ceil(snapshot.checkpoint.step / most));
  }

  /** The last snapshot at or before `step`. */
  before(step: number): Snapshot | undefined {
    return this.kept.findLast(({ checkpoint }) => checkpoint.step <= step);
  }

  /** Drops the snapshots after `step`. */
  dropAfter(step: number): void {
    this.kept = this.kept.filter(({ checkpoint }) => checkpoint.step <= step);
  }
}

function bytesOf({ checkpoint: { parameters, optimizer } }: Snapshot): number {
  const arrays = [...parameters.flatMap(({ W, b }) => [W, b]), ...Object.values(optimizer.moments).flat()];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
