import type { BatchRun } from './batchRun.ts';
import { LossRecord, type RunSummary, type SavedLosses, type SummaryOptions } from './runSummary.ts';
import { type Checkpoint, Trainer } from './trainer.ts';

/** The state from which a run trained to its summary can continue. Plain data. */
export interface SummaryCheckpoint {
  readonly training: Checkpoint;
  readonly losses: SavedLosses;
}

/**
 * Trains one network to its summary, as many steps at a time as requested: in between it can be checkpointed.
 * The bits are those of `trainBatch`, with any number of breaks.
 */
export class SummaryTrainer {
  private readonly options: SummaryOptions;
  private readonly lastStep: number;
  private readonly trainer: Trainer;
  private readonly record: LossRecord;
  private firstGradient = Number.NaN;

  /**
   * @param from a checkpoint of the same run, with the same options
   * @throws what `Trainer` throws
   */
  constructor({ experiment, index = 0, table }: BatchRun, options: SummaryOptions, from?: SummaryCheckpoint) {
    const { steps } = experiment.training;
    const unrecorded = { ...experiment, record: { every: [0], probes: [] } };
    this.options = options;
    this.lastStep = steps - 1;
    this.trainer = new Trainer(unrecorded, index, { table, ...(from && { checkpoint: from.training }) });
    this.record = new LossRecord(options, steps, from?.losses);
  }

  /** Updates made so far. */
  get step(): number {
    return this.trainer.step;
  }

  get done(): boolean {
    return this.trainer.done;
  }

  /** Goes through up to `count` steps. */
  advance(count: number): void {
    this.trainer.advance(count, ({ index: step, network }, lossNow) => {
      const loss = lossNow();
      this.record.add(loss);
      if (step === this.lastStep || !Number.isFinite(loss)) {
        this.firstGradient = network.engine.magnitudes(network.layers[0].dW).l2;
      }
    });
  }

  /**
   * The present state, to continue from later. Throws `RangeError` if the run is done, since there is nothing
   * to continue.
   */
  checkpoint(): SummaryCheckpoint {
    if (this.done) throw new RangeError('checkpoint: expected a run under way, got one that is done');
    const training = this.trainer.checkpoint();
    return { training, losses: this.record.saved(training.step) };
  }

  /** The results of the run, once it is done. */
  summary(): RunSummary {
    const { name, loss, accuracy, test, final, layers } = this.trainer.run();
    const { firstGradient, options, record } = this;
    return {
      name,
      ...record.summary(),
      loss,
      accuracy,
      test,
      firstGradient,
      ...(options.final && { final, layers }),
    };
  }
}
