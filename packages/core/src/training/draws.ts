import type { Network } from '../network/network.ts';
import { RandomState } from '../random/randomState.ts';
import type { SavedRandomState } from '../random/savedRandomState.ts';
import { MiniBatches, type SavedBatches } from './batches.ts';

/** The seeds of a run's random draws while it trains. */
export interface TrainingSeeds {
  readonly batches: number;
  readonly dropout: number;
}

/** The state of a run's random draws. Plain data; empty if it draws nothing. */
export interface SavedDraws {
  readonly batches?: SavedBatches;
  readonly dropout?: SavedRandomState;
}

/** The random parts of training: the rows of each mini-batch, and the units that dropout leaves out. */
export class Draws {
  private readonly network: Network;
  private readonly batches: MiniBatches | undefined;
  private readonly dropout: RandomState | undefined;

  /**
   * `samples` is the number of rows of the data; the network sees fewer at once if it learns from
   * mini-batches.
   */
  constructor(network: Network, samples: number, seeds: TrainingSeeds, saved: SavedDraws = {}) {
    const batch = network.samples;
    this.network = network;
    if (batch < samples) {
      this.batches = saved.batches
        ? MiniBatches.fromState(samples, batch, saved.batches)
        : new MiniBatches(samples, batch, new RandomState(seeds.batches));
    }
    if (network.layers.some(({ mask }) => mask)) {
      this.dropout = saved.dropout ? RandomState.fromState(saved.dropout) : new RandomState(seeds.dropout);
    }
  }

  get saved(): SavedDraws {
    return {
      ...(this.batches && { batches: this.batches.state }),
      ...(this.dropout && { dropout: this.dropout.state }),
    };
  }

  /** Draws the next step's rows and masks; returns the state before. */
  next(): SavedDraws {
    const before = this.saved;
    if (this.batches) this.network.load(this.batches.next());
    if (this.dropout) this.network.drawMasks(this.dropout);
    return before;
  }
}
