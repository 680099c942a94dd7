import type { AnyDataset } from '../data/dataset.ts';
import type { GivenData } from '../data/givenData.ts';
import type { Table } from '../data/table.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine, EngineName } from '../engine/engine.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import { firstRows, type History } from '../probe/history.ts';
import type { ProbeKind } from '../probe/probe.ts';
import { Recorder } from '../probe/recorder.ts';
import { type Broken, firstBroken } from '../training/firstBroken.ts';
import { type Step, type TrainingState, totalLoss, train } from '../training/train.ts';
import { evaluate } from './evaluate.ts';
import { dueRecords, heldOutProbe } from './heldOutProbe.ts';
import { type Prepared, type PreparedNetwork, prepare, prepareFor } from './prepare.ts';
import { recordCount, recordedSteps } from './recordedSteps.ts';
import type { Run } from './run.ts';
import type { Experiment } from './schema.ts';

/**
 * The state from which a run can continue: before update `step`, with everything recorded before it. Plain
 * data.
 */
export interface Checkpoint extends TrainingState {
  readonly parameters: Parameters;
  readonly history: History;
}

export interface TrainerOptions {
  /** Default `wasm`; or one of your own, which no other network uses. */
  readonly engine?: EngineName | Engine;
  /** Go on from here, with the bits an uninterrupted run would have. */
  readonly checkpoint?: Checkpoint;
  /** The rows of the file, if the experiment's data is a table. */
  readonly table?: Table | undefined;
  /** Rows of your own, in the place of those that the experiment describes. */
  readonly data?: GivenData;
  /** What `prepare` made of the same experiment, so that it is not drawn again for each of its networks. */
  readonly prepared?: Prepared;
}

/**
 * Trains one network of an experiment, as many steps at a time as requested: in between it can be paused,
 * inspected, checkpointed, or abandoned.
 *
 * A loss that is infinite or NaN ends the run; it is recorded, and the run's `divergedAt` is its step.
 */
export class Trainer {
  private readonly experiment: Experiment;
  private readonly index: number;
  /** The rows it trains on, and those held out. */
  readonly data: AnyDataset;
  private readonly prepared: PreparedNetwork;
  private readonly network: Network;
  private readonly recorder: Recorder;
  private readonly steps: Generator<Step, TrainingState, void>;
  private readonly recorded: Iterator<number, void>;
  private nextRecorded: number | undefined;
  /** The number of recorded steps before `nextRecorded`. */
  private recordIndex = -1;
  private state: () => TrainingState;
  private updates: number;
  private isRecorded = false;
  private ended = false;
  private divergedAt: number | null = null;
  private broken: Broken | null = null;

  /** `index` is the network's index in `experiment.networks`. Throws `RangeError` if there is none. */
  constructor(experiment: Experiment, index: number, options: TrainerOptions = {}) {
    const { engine = 'wasm', checkpoint } = options;
    const { data, loss, networks } = preparedFor(experiment, options);
    if (!networks[index]) {
      throw new RangeError(`index: expected a network from 0 to ${networks.length - 1}, got ${index}`);
    }
    const { training, record, precision } = experiment;
    const { layers, parameters, seeds } = networks[index];
    this.experiment = experiment;
    this.index = index;
    this.data = data;
    this.prepared = networks[index];
    this.network = new Network(
      modelOf(createEngine(engine, precision), layers, checkpoint?.parameters ?? parameters),
      data,
      { loss, rows: training.batch === 'full' ? data.samples : training.batch },
    );
    const records = recordCount(record.every, training.steps);
    this.recorder = new Recorder(
      this.network,
      record.probes,
      records + 1,
      checkpoint?.history,
      this.heldOutProbes(records),
      training,
    );
    this.updates = checkpoint?.step ?? 0;
    this.recorded = recordedSteps(record.every, training.steps)[Symbol.iterator]();
    do this.goToNextRecord();
    while (this.nextRecorded !== undefined && this.nextRecorded < this.updates);
    this.steps = train(this.network, training, {
      seeds,
      samples: data.samples,
      visitorAt: step => (step === this.nextRecorded ? this.recorder.visitor : undefined),
      state: checkpoint?.step ? checkpoint : undefined,
    });
    const { step, optimizer, draws } = checkpoint ?? START;
    this.state = () => ({ step, optimizer, draws });
  }

  /** Updates made so far. */
  get step(): number {
    return this.updates;
  }

  get done(): boolean {
    return this.ended;
  }

  /** Goes through up to `count` steps; `onStep` sees each, and its loss, before its update. */
  advance(count: number, onStep?: (step: Step, loss: () => number) => void): void {
    const { training } = this.experiment;
    for (; count > 0 && !this.ended; count--) {
      const next = this.steps.next();
      if (this.isRecorded) this.recorder.afterUpdate();
      this.isRecorded = false;
      if (next.done) {
        this.end(training.steps, () => next.value);
        return;
      }
      const step = next.value;
      this.updates = step.index;
      this.state = step.state;
      const loss = totalLoss(step, training.l2);
      const diverged = !Number.isFinite(loss);
      if (diverged || step.index === this.nextRecorded) this.record(step, loss);
      onStep?.(step, () => loss);
      if (diverged) this.diverge(step);
    }
  }

  /** The present state, to continue from later. */
  checkpoint(): Checkpoint {
    const history = this.recorder.history();
    const before = history.step.findLastIndex(step => step < this.updates) + 1;
    return { ...this.state(), parameters: this.network.parameters(), history: firstRows(history, before) };
  }

  /**
   * Everything recorded before the present step, since the last call; after the end of the run, the rest. The
   * trainer forgets it: a run of any length can be recorded in little memory, but neither {@link run} nor
   * {@link checkpoint} include it.
   */
  takeHistory(): History {
    return this.recorder.take(this.ended ? Number.POSITIVE_INFINITY : this.updates);
  }

  /** The run so far. */
  run(): Run {
    const { l2, steps } = this.experiment.training;
    const { layers, parameters } = this.prepared;
    const { test } = this.data;
    const { loss, accuracy } = evaluate(this.network, this.data);
    return {
      name: this.prepared.name,
      network: this.experiment.networks[this.index],
      layers,
      initial: parameters,
      final: this.network.parameters(),
      history: this.recorder.history(),
      steps: this.updates,
      interrupted: this.updates < steps && this.divergedAt === null,
      divergedAt: this.divergedAt,
      broken: this.broken,
      loss: l2 === 0 ? loss : loss + l2 * this.network.halfSquaredWeights(),
      accuracy,
      test: test ? evaluate(this.network, test) : null,
    };
  }

  private record(step: Step, loss: number): void {
    this.recorder.record(step, loss);
    this.isRecorded = true;
    if (step.index === this.nextRecorded) this.goToNextRecord();
  }

  private goToNextRecord(): void {
    this.nextRecorded = this.recorded.next().value ?? undefined;
    this.recordIndex++;
  }

  /** Probes that record the performance on the held-out rows beside the training loss, if there are any. */
  private heldOutProbes(records: number): ProbeKind[] {
    const { test } = this.data;
    if (!test) return [];
    const isDue = dueRecords(records, this.experiment.training.steps * this.network.samples, test.samples);
    return [heldOutProbe(test, () => isDue(this.recordIndex))];
  }

  private end(updates: number, state: () => TrainingState): void {
    this.updates = updates;
    this.state = state;
    this.ended = true;
  }

  private diverge(step: Step): void {
    this.divergedAt = step.index;
    this.broken = firstBroken(step.network);
    this.ended = true;
    this.steps.return(step.state());
  }
}

/** The state of a run that has not begun: its first step creates its own. */
const START: TrainingState = { step: 0, optimizer: { moments: {}, powers: [] }, draws: {} };

function preparedFor(experiment: Experiment, { prepared, data, table }: TrainerOptions): Prepared {
  if (prepared) return prepared;
  return data ? prepareFor(data, experiment) : prepare(experiment, table);
}
