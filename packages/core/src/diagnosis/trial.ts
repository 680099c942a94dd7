import type { Table } from '../data/table.ts';
import type { Values } from '../engine/engine.ts';
import type { HiddenItem } from '../experiment/hiddenSettings.ts';
import { lossOf } from '../experiment/lossOf.ts';
import type { Experiment } from '../experiment/schema.ts';
import { Trainer } from '../experiment/trainer.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import { arraysOf, type LayerParameters, type Parameters } from '../network/parameters.ts';
import type { History } from '../probe/history.ts';
import type { ProbeName } from '../probe/index.ts';
import { euclideanNorm } from '../training/euclideanNorm.ts';
import type { Broken } from '../training/firstBroken.ts';
import { type Baseline, baselineOf } from './baseline.ts';
import { SwingOfSteps } from './swingOfSteps.ts';
import { thresholds } from './thresholds.ts';

/** One network to train for some steps: plain data, so that it can run in its own thread. */
export interface Trial {
  readonly experiment: Experiment;
  /** The network's place in `experiment.networks`. */
  readonly index: number;
  /** At most the number of steps of the experiment. */
  readonly steps: number;
  /** Whether to record the probes that {@link Examination} needs. */
  readonly examined: boolean;
}

/** The result of a trial. */
export interface TrialResult {
  /** The data's loss before each update, without `l2`. */
  readonly losses: Float64Array;
  /** Share of the step's rows classified right; NaN if there are no classes. */
  readonly accuracies: Float64Array;
  /** The performance of the best constant answer on the data of this trial, by its loss. */
  readonly baseline: Baseline;
  readonly divergedAt: number | null;
  readonly broken: Broken | null;
  /** Whether it was stopped before its last step. */
  readonly interrupted: boolean;
  /** ‖∂loss/∂W[1]‖ before the first update. */
  readonly firstGradient: number;
  readonly examination?: Examination;
  /** Why it could not be run, for example because a change does not fit the data; then it has no losses. */
  readonly failure?: string;
}

/** Measurements made only on the diagnosed network. */
export interface Examination {
  readonly layers: readonly LayerSettings[];
  readonly history: History;
  /** ‖W − W₀‖ / ‖W₀‖ of each layer at the end; Infinity if weights of 0 moved. */
  readonly moved: readonly number[];
  /**
   * The share of units in each layer that differ from all others at the end, in their incoming or outgoing
   * weights.
   */
  readonly distinct: readonly number[];
  /** Median |change of the loss| by a step on rows that stay the same, in the last half; undefined if they always do. */
  readonly swingOfSteps: number | undefined;
}

/** Recorded rows of an examined trial, beside its first steps. */
const ROWS = 60;
const FIRST_ROWS = 10;
/** Steps between two checks of `stopped`. */
const SLICE = 10;

const PROBES: readonly ProbeName[] = ['gradient', 'ledger', 'activation', 'dead', 'time'];

/**
 * Trains the network of a trial. `stopped` is checked every few steps; if it is true, the result covers the
 * steps so far.
 *
 * @throws whatever training throws if the trial is examined: then the network itself cannot be run. Other
 *   trials
 *   report the failure in their result, see {@link TrialResult.failure}.
 */
export function runTrial(trial: Trial, table?: Table, stopped: () => boolean = () => false): TrialResult {
  try {
    return trained(trial, table, stopped);
  } catch (error) {
    if (trial.examined || !(error instanceof Error)) throw error;
    return { ...FAILED, failure: error.message };
  }
}

const FAILED: TrialResult = {
  losses: new Float64Array(0),
  accuracies: new Float64Array(0),
  baseline: { loss: Number.NaN, floor: Number.NaN, accuracy: Number.NaN },
  divergedAt: 0,
  broken: null,
  interrupted: false,
  firstGradient: Number.NaN,
};

function trained(trial: Trial, table: Table | undefined, stopped: () => boolean): TrialResult {
  const { index, steps, examined } = trial;
  const trainer = new Trainer(recorded(trial), index, { table });
  const losses: number[] = [];
  const accuracies: number[] = [];
  const swing = new SwingOfSteps(steps);
  let firstGradient = 0;
  let left = steps;
  do {
    const count = Math.min(SLICE, left);
    trainer.advance(count, step => {
      const { network, dataLoss, correct } = step;
      if (losses.length === 0) firstGradient = network.engine.magnitudes(network.layers[0].dW).l2;
      losses.push(dataLoss);
      accuracies.push(correct / network.answers);
      if (examined) swing.see(step);
    });
    left -= count;
  } while (left > 0 && !trainer.done && !stopped());
  const { layers, initial, final, history, divergedAt, broken } = trainer.run();
  return {
    losses: Float64Array.from(losses),
    accuracies: Float64Array.from(accuracies),
    baseline: baselineOf(trainer.data, lossOf(trial.experiment, trainer.data)),
    divergedAt,
    broken,
    interrupted: left > 0 && divergedAt === null,
    firstGradient,
    ...(examined && {
      examination: {
        layers,
        history,
        moved: initial.map((before, l) => movedBy(weightsOf(before), weightsOf(final[l]))),
        distinct: final.map((_, l) => distinctOf(layers, final, l)),
        swingOfSteps: swing.value,
      },
    }),
  };
}

const isAttention = (item: HiddenItem): boolean =>
  typeof item !== 'number' && (item.kind === 'attention' || (item.layers ?? []).some(isAttention));

function recorded({ experiment, index, steps, examined }: Trial): Experiment {
  const apart = Math.max(1, Math.floor(steps / ROWS));
  const rows = Array.from({ length: Math.ceil(steps / apart) }, (_, i) => i * apart);
  const first = Array.from({ length: Math.min(FIRST_ROWS, steps) }, (_, i) => i);
  const every = examined ? [...first, ...rows] : [0];
  const attends = experiment.networks[index].hidden.some(isAttention);
  const probes = attends ? [...PROBES, 'attention' as const] : PROBES;
  return { ...experiment, record: { every, probes: examined ? [...probes] : [] } };
}

/** All weights of a layer, one matrix after the other. */
function weightsOf(layer: LayerParameters): Values {
  const matrices = arraysOf(layer).flatMap(([name, values]) => (/^[A-Z]/.test(name) ? [values] : []));
  return matrices.length === 1 ? matrices[0] : Float64Array.from(matrices.flatMap(values => [...values]));
}

/** Units of dense layers also differ by the weights above; those of other kinds than these cannot be told apart. */
function distinctOf(layers: readonly LayerSettings[], final: Parameters, l: number): number {
  const { of, width } = layers[l];
  if (of) return of.kind === 'recurrent' || of.kind === 'convolution' ? distinctColumns(final[l], width) : 1;
  const above = final[l + 1];
  const isNext = above && !layers[l + 1].of && !layers[l + 1].before;
  return distinctShare(final[l].W, final[l].fanOut, isNext ? above : undefined);
}

/**
 * The share of a layer's units, the columns of its matrices (one for each gate), that differ from all before them. What a unit
 * takes from itself may stand in another row than what another takes from itself.
 */
function distinctColumns(layer: LayerParameters, units: number): number {
  const columns = Array.from({ length: units }, (): string[] => []);
  for (const [name, values] of arraysOf(layer)) {
    if (!/^[WU]$/.test(name)) continue;
    const own = columns.map((): string[] => []);
    for (let i = 0; i < values.length; i++) own[i % units].push(rounded(values[i]));
    for (const [j, column] of own.entries()) columns[j].push(...(name === 'U' ? column.sort() : column));
  }
  return new Set(columns.map(column => column.join())).size / units;
}

function movedBy(before: Values, after: ArrayLike<number>): number {
  const moved = euclideanNorm(Float64Array.from(before, (value, i) => after[i] - value));
  return moved === 0 ? 0 : moved / euclideanNorm(before);
}

/**
 * Units of a layer that differ from all before them in their weights, `[fanIn, units]`, or in those of the
 * layer above, as a share of all.
 */
function distinctShare(W: ArrayLike<number>, units: number, above?: LayerParameters): number {
  const groups = new Set<string>();
  // For maxout, a unit's pieces count one by one; the weights of the layer above belong to the whole unit.
  const pieces = above ? units / above.fanIn : 1;
  for (let j = 0; j < units; j++) {
    const own: string[] = [];
    for (let i = j; i < W.length; i += units) own.push(rounded(W[i]));
    const row = Math.floor(j / pieces) * (above?.fanOut ?? 0);
    for (let k = 0; k < (above?.fanOut ?? 0); k++) own.push(rounded(above!.W[row + k]));
    groups.add(own.join());
  }
  return groups.size / units;
}

/** A weight in so many digits as have to agree. */
const rounded = (value: number): string => (value === 0 ? '0' : value.toPrecision(thresholds.alike.value));
