import { type Checkpoint, type EngineName, type Network, type Table, Trainer } from 'gradscope';
import { HistoryStore } from './historyStore.ts';
import type { Ended, Rows, Timeline } from './protocol.ts';
import { Snapshots } from './snapshots.ts';

/** Rows are stored at least every so many steps, even if no one asks: a busy page may not ask for long. */
const KEEP_EVERY = 1000;

/** The network at its present step. */
interface Current {
  readonly network: Network;
  readonly loss: number;
  readonly dataLoss: number;
  readonly accuracy: number;
}

/**
 * Trains one network through a timeline, returns to any step it has reached, and keeps a history in bounded
 * memory. Every step has the same bits as in a run without pauses, returns or thinning.
 */
export class NetworkTraining {
  private timeline: Timeline;
  private readonly index: number;
  private readonly table: Table | undefined;
  private readonly engine: EngineName;
  private readonly store = new HistoryStore();
  private readonly snapshots = new Snapshots();
  private stretch = 0;
  /** Steps since rows were last stored. */
  private unkept = 0;
  private trainer!: Trainer;
  private current!: Current;

  /** Starts at step 0. Throws the errors of `Trainer`. */
  constructor(timeline: Timeline, index: number, table?: Table, engine: EngineName = 'wasm') {
    this.timeline = timeline;
    this.index = index;
    this.table = table;
    this.engine = engine;
    this.enter(0);
  }

  /** The number of updates made. */
  get step(): number {
    return this.trainer.step;
  }

  /** The loss at the present step, over the rows of that step; after the end, over all rows. */
  get loss(): number {
    return this.current.loss;
  }

  /** The loss without the `l2` term. */
  get dataLoss(): number {
    return this.current.dataLoss;
  }

  get accuracy(): number {
    return this.current.accuracy;
  }

  /** The network with the gradients of the present step; after the end, with those of the last step. */
  get network(): Network {
    return this.current.network;
  }

  get ended(): Ended | undefined {
    if (!this.trainer.done) return undefined;
    const { divergedAt, broken } = this.trainer.run();
    return divergedAt === null ? { kind: 'done' } : { kind: 'diverged', loss: this.loss, broken };
  }

  get done(): boolean {
    return this.trainer.done;
  }

  /** Makes one update, unless the run is over. */
  advance(): void {
    this.trainer.advance(1, ({ network, correct, dataLoss }, loss) => {
      this.current = { network, loss: loss(), dataLoss, accuracy: correct / network.answers };
    });
    if (this.trainer.done) this.conclude();
    else if (++this.unkept >= KEEP_EVERY) this.keep();
    const next = this.timeline[this.stretch + 1];
    if (next && this.trainer.step === next.from && !this.trainer.done) {
      this.keep();
      this.enter(this.stretch + 1, this.carryOver(this.trainer.checkpoint()));
    }
  }

  /** Returns to the last snapshot at or before `step`. `advance` leads from there to `step`. */
  goBack(step: number): void {
    this.keep();
    this.resume(step);
  }

  /**
   * Switches to a timeline that shares its first stretches with this one, and returns to the start of its
   * last stretch.
   */
  fork(timeline: Timeline): void {
    const at = timeline.at(-1)!.from;
    this.keep();
    this.store.dropFrom(at);
    this.snapshots.dropAfter(at);
    this.timeline = timeline;
    this.resume(at);
  }

  /** The rows recorded since the last call. */
  takeRows(): Rows | undefined {
    this.keep();
    return this.store.takeNews();
  }

  private resume(step: number): void {
    const snapshot = this.snapshots.before(step);
    this.enter(snapshot?.stretch ?? 0, snapshot?.checkpoint);
  }

  /** Records the network after its last update, which differs from the network at its last step. */
  private conclude(): void {
    const { divergedAt, loss, accuracy } = this.trainer.run();
    if (divergedAt !== null) return;
    const { l2 } = this.timeline[this.stretch].experiment.training;
    const { network } = this.current;
    const dataLoss = l2 === 0 ? loss : loss - l2 * network.halfSquaredWeights();
    this.current = { network, loss, dataLoss, accuracy };
  }

  /** Enters a stretch from `checkpoint` and computes its first step. */
  private enter(stretch: number, checkpoint?: Checkpoint): void {
    const { experiment } = this.timeline[stretch];
    this.stretch = stretch;
    this.trainer = new Trainer(experiment, this.index, {
      table: this.table,
      engine: this.engine,
      ...(checkpoint && { checkpoint }),
    });
    this.advance();
  }

  /** Stores the trainer's new rows, and takes a snapshot if one is due. */
  private keep(): void {
    const { trainer, snapshots, stretch } = this;
    this.unkept = 0;
    this.store.append(trainer.takeHistory());
    if (trainer.done || !snapshots.wants(trainer.step)) return;
    snapshots.add({ stretch, checkpoint: trainer.checkpoint() });
  }

  /**
   * The state at the start of the next stretch. It keeps the optimizer's state if the optimizer is the same,
   * and the random draws if the batches have the same size. Otherwise these restart as at step 0.
   */
  private carryOver(state: Checkpoint): Checkpoint {
    const [before, after] = [
      this.timeline[this.stretch].experiment,
      this.timeline[this.stretch + 1].experiment,
    ];
    const start = new Trainer(after, this.index, { table: this.table, engine: this.engine });
    start.advance(1);
    const { optimizer, draws, history } = start.checkpoint();
    const { batches, dropout } = state.draws;
    return {
      step: state.step,
      parameters: state.parameters,
      optimizer:
        before.training.optimizer.kind === after.training.optimizer.kind ? state.optimizer : optimizer,
      draws: {
        ...draws,
        ...(draws.batches && batches && before.training.batch === after.training.batch && { batches }),
        ...(draws.dropout && dropout && { dropout }),
      },
      history,
    };
  }
}
