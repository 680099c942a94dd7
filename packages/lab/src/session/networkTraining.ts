import { type Checkpoint, type EngineName, type Network, type Table, Trainer } from 'gradscope';
import { HistoryStore } from './historyStore.ts';
import type { Ended, Rows, Timeline } from './protocol.ts';
import { Snapshots } from './snapshots.ts';

/** What was recorded in so many steps is put away even where nobody asks: a page may be too busy to. */
const KEEP_EVERY = 1000;

/** The network at the step it stands at. */
interface Current {
  readonly network: Network;
  readonly loss: number;
  readonly dataLoss: number;
  readonly accuracy: number;
}

/**
 * One network on its way through a timeline: step by step, back to any step it has been at, with a history in bounded
 * memory. Every step has the bits that a run without pauses, detours or thinning would have.
 */
export class NetworkTraining {
  private timeline: Timeline;
  private readonly index: number;
  private readonly table: Table | undefined;
  private readonly engine: EngineName;
  private readonly store = new HistoryStore();
  private readonly snapshots = new Snapshots();
  private stretch = 0;
  /** Steps since something was put away. */
  private unkept = 0;
  private trainer!: Trainer;
  private current!: Current;

  /** Stands at step 0. Throws what `Trainer` does. */
  constructor(timeline: Timeline, index: number, table?: Table, engine: EngineName = 'wasm') {
    this.timeline = timeline;
    this.index = index;
    this.table = table;
    this.engine = engine;
    this.enter(0);
  }

  /** Where it stands: the updates made. */
  get step(): number {
    return this.trainer.step;
  }

  /** At the step it stands at, over the rows that the step sees; of a run that is done, evaluated over all of them. */
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

  /** As it stands, with the gradients of the step it stands at; of a run that is done, of its last step. */
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

  /** Makes one update, if there is one to make. */
  advance(): void {
    this.trainer.advance(1, ({ network, correct, dataLoss }, loss) => {
      this.current = { network, loss: loss(), dataLoss, accuracy: correct / network.samples };
    });
    if (this.trainer.done) this.conclude();
    else if (++this.unkept >= KEEP_EVERY) this.keep();
    const next = this.timeline[this.stretch + 1];
    if (next && this.trainer.step === next.from && !this.trainer.done) {
      this.keep();
      this.enter(this.stretch + 1, this.carryOver(this.trainer.checkpoint()));
    }
  }

  /** Stands at the last snapshot at or before `step`; from there it can be advanced to it. */
  goBack(step: number): void {
    this.keep();
    this.resume(step);
  }

  /** Takes another timeline, with what it shares with this one, and goes back to where its last stretch begins. */
  fork(timeline: Timeline): void {
    const at = timeline.at(-1)!.from;
    this.keep();
    this.store.dropFrom(at);
    this.snapshots.dropAfter(at);
    this.timeline = timeline;
    this.resume(at);
  }

  /** What was recorded since it was last asked. */
  takeRows(): Rows | undefined {
    this.keep();
    return this.store.takeNews();
  }

  private resume(step: number): void {
    const snapshot = this.snapshots.before(step);
    this.enter(snapshot?.stretch ?? 0, snapshot?.checkpoint);
  }

  /** After its last update a network is another than at its last step. */
  private conclude(): void {
    const { divergedAt, loss, accuracy } = this.trainer.run();
    if (divergedAt !== null) return;
    const { l2 } = this.timeline[this.stretch]!.experiment.training;
    const { network } = this.current;
    const dataLoss = l2 === 0 ? loss : loss - l2 * network.halfSquaredWeights();
    this.current = { network, loss, dataLoss, accuracy };
  }

  /** Goes on from `checkpoint` in a stretch, and goes through its first step. */
  private enter(stretch: number, checkpoint?: Checkpoint): void {
    const { experiment } = this.timeline[stretch]!;
    this.stretch = stretch;
    this.trainer = new Trainer(experiment, this.index, {
      table: this.table,
      engine: this.engine,
      ...(checkpoint && { checkpoint }),
    });
    this.advance();
  }

  /** Puts what the trainer has recorded into the store, and takes a snapshot if it is time for one. */
  private keep(): void {
    const { trainer, snapshots, stretch } = this;
    this.unkept = 0;
    this.store.append(trainer.takeHistory());
    if (trainer.done || !snapshots.wants(trainer.step)) return;
    snapshots.add({ stretch, checkpoint: trainer.checkpoint() });
  }

  /**
   * A state for the next stretch. Of what the optimizer remembers and of the draws it takes over what is of use there:
   * another optimizer begins as at step 0, and so do batches of another size.
   */
  private carryOver(state: Checkpoint): Checkpoint {
    const [before, after] = [
      this.timeline[this.stretch]!.experiment,
      this.timeline[this.stretch + 1]!.experiment,
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
