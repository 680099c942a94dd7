import { RandomState } from '../random/randomState.ts';
import type { SavedRandomState } from '../random/savedRandomState.ts';

/** The position in a sequence of mini-batches: plain data that survives JSON. */
export interface SavedBatches {
  /** The random state from which this epoch's order was drawn. */
  readonly epochStart: SavedRandomState;
  /** Batches of this epoch already taken. */
  readonly taken: number;
}

/**
 * Endless mini-batches: each epoch goes through the rows in a new random order, `batch` at a time. A
 * remainder too small for a batch is left out, so that every update sees equally many samples.
 *
 * Source: PyTorch, `DataLoader` with `shuffle=True, drop_last=True`.
 */
export class MiniBatches {
  private readonly samples: number;
  private readonly batch: number;
  private readonly random: RandomState;
  private epochStart: SavedRandomState;
  private order: Int32Array;
  private taken = 0;

  /**
   * @param samples rows of the data
   * @param batch rows of a batch, from 1 to `samples`; anything else throws `RangeError`
   * @param random must not be shared: it draws each epoch's order when its first batch is requested, and the
   *   first order at once
   */
  constructor(samples: number, batch: number, random: RandomState) {
    if (!Number.isInteger(batch) || batch < 1 || batch > samples) {
      throw new RangeError(`batch: expected a whole number from 1 to ${samples}, got ${batch}`);
    }
    this.samples = samples;
    this.batch = batch;
    this.random = random;
    this.epochStart = random.state;
    this.order = random.permutation(samples);
  }

  /** Continues from a saved `state`. Throws `RangeError` if the state is damaged. */
  static fromState(samples: number, batch: number, { epochStart, taken }: SavedBatches): MiniBatches {
    const batches = new MiniBatches(samples, batch, RandomState.fromState(epochStart));
    if (!Number.isInteger(taken) || taken < 0 || taken > batches.perEpoch) {
      throw new RangeError(
        `state.taken: expected a whole number from 0 to ${batches.perEpoch}, got ${taken}`,
      );
    }
    batches.taken = taken;
    return batches;
  }

  get perEpoch(): number {
    return Math.floor(this.samples / this.batch);
  }

  get state(): SavedBatches {
    return { epochStart: this.epochStart, taken: this.taken };
  }

  /** The row numbers of the next batch, `batch` different ones of 0 … samples − 1. */
  next(): Int32Array {
    if (this.taken === this.perEpoch) this.startEpoch();
    const from = this.taken++ * this.batch;
    return this.order.subarray(from, from + this.batch);
  }

  private startEpoch(): void {
    this.epochStart = this.random.state;
    this.order = this.random.permutation(this.samples);
    this.taken = 0;
  }
}
