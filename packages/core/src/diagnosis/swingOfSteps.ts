import { Network } from '../network/network.ts';
import { RandomState } from '../random/randomState.ts';
import { MiniBatches } from '../training/batches.ts';
import type { Step } from '../training/train.ts';
import { median } from './median.ts';

/** Steps of the last half that are measured. */
const MEASURED = 25;

/**
 * How much a step changes the loss on rows that stay the same. From one step to the next the loss also differs because
 * mini-batches and the masks of dropout do: that is noise, which no step causes.
 */
export class SwingOfSteps {
  private readonly random = new RandomState(0);
  private readonly from: number;
  private readonly apart: number;
  private readonly changes: number[] = [];
  private batches: MiniBatches | undefined;
  private other: Network | undefined;
  /** Before the last update, if it is measured. */
  private before: number | undefined;

  /** @param steps of the run; its last half is measured */
  constructor(steps: number) {
    this.from = steps >> 1;
    this.apart = Math.max(2, Math.ceil((steps - this.from) / MEASURED));
  }

  /** Looks at a step before its update, and changes nothing of the run. */
  see({ index, network }: Step): void {
    if (this.before !== undefined) {
      this.changes.push(Math.abs(this.other!.classify().loss - this.before));
      this.before = undefined;
    }
    if (index < this.from || (index - this.from) % this.apart !== 0) return;
    const isMasked = network.layers.some(({ mask }) => mask);
    if (network.samples < network.data.samples || isMasked)
      this.before = this.lossOfOtherRows(network, isMasked);
  }

  /** The median |change|; undefined if all steps see the same, so that every change is of this kind. */
  get value(): number | undefined {
    return this.changes.length > 0 ? median(Float64Array.from(this.changes)) : undefined;
  }

  /** Draws rows and masks as training does. */
  private lossOfOtherRows({ model, data, loss, samples }: Network, isMasked: boolean): number {
    this.batches ??= new MiniBatches(data.samples, samples, this.random);
    this.other ??= new Network(model, data, { loss, rows: samples, backward: 'nothing' });
    this.other.load(this.batches.next());
    if (isMasked) this.other.drawMasks(this.random);
    return this.other.classify().loss;
  }
}
