import type { Network } from '../network/network.ts';
import type { LearnedTensor } from '../network/parameters.ts';
import type { Visitor } from '../network/pass.ts';
import { type ClipSettings, clipGradients } from './clip.ts';
import { Draws, type SavedDraws, type TrainingSeeds } from './draws.ts';
import { createOptimizer, type OptimizerSettings } from './optimizer/createOptimizer.ts';
import type { OptimizerState } from './optimizer/optimizer.ts';
import { stepSizeOf } from './optimizer/stepSize.ts';
import { type ScheduleSettings, scheduleFactor } from './schedule.ts';

export interface TrainingSettings {
  readonly optimizer: OptimizerSettings;
  /** Default: the same step size throughout. */
  readonly schedule?: ScheduleSettings | undefined;
  readonly clip?: ClipSettings | undefined;
  readonly l2: number;
  readonly steps: number;
}

/**
 * The state from which training continues, with the parameters of that step: before its draws and update.
 * Plain data.
 */
export interface TrainingState {
  readonly step: number;
  readonly optimizer: OptimizerState;
  readonly draws: SavedDraws;
}

export interface TrainingStart {
  /** Default: all 0. Ignored if nothing is random. */
  readonly seeds?: TrainingSeeds;
  /** Rows of the data; by default those that the network sees at once. */
  readonly samples?: number;
  readonly state?: TrainingState | undefined;
  /** Who follows the backward pass of a step; by default nobody. */
  readonly visitorAt?: (step: number) => Visitor | undefined;
}

/** The state of a network at one step: the gradients are computed, the update has not happened yet. */
export interface Step {
  readonly index: number;
  readonly network: Network;
  /** Mean loss over the rows seen, without the `l2` term. */
  readonly dataLoss: number;
  /** Rows classified right. */
  readonly correct: number;
  /**
   * The present state: from it, with the network's present parameters, training continues with the same bits.
   */
  state(): TrainingState;
}

/**
 * Trains `network` in place and yields every step before its update; returns the state after the last.
 *
 * It advances only when the next step is requested, so the caller can pause, or stop by leaving the loop:
 * then the step
 * last yielded is not updated.
 */
export function* train(
  network: Network,
  settings: TrainingSettings,
  { seeds = { batches: 0, dropout: 0 }, samples = network.samples, state, visitorAt }: TrainingStart = {},
): Generator<Step, TrainingState, void> {
  const { steps, l2, clip, schedule } = settings;
  const parameters = network.learned;
  const optimizer = createOptimizer(network.engine, settings.optimizer, parameters);
  const stepSizes = stepSizesOf(network, settings);
  if (state) optimizer.restore(state.optimizer);
  const draws = new Draws(network, samples, seeds, state?.draws);
  let index = state?.step ?? 0;
  for (; index < steps; index++) {
    const drawn = draws.next();
    const { loss, correct } = network.backpropagate(visitorAt?.(index));
    const step = index;
    yield {
      index,
      network,
      dataLoss: loss,
      correct,
      state: () => ({ step, optimizer: optimizer.state(), draws: drawn }),
    };
    if (clip) clipGradients(network.engine, parameters, clip);
    const factor = schedule ? scheduleFactor(schedule, index, steps) : 1;
    optimizer.update(
      parameters,
      stepSizes.map(size => factor * size),
      l2,
    );
    network.remember();
  }
  return { step: index, optimizer: optimizer.state(), draws: draws.saved };
}

/** The step size of every learned tensor, without the schedule's factor. A tensor that layers share has that of the first of them. */
export function stepSizesOf(
  { layers, learned: all }: Network,
  { optimizer: { stepSize } }: TrainingSettings,
): number[] {
  const layerOf = (one: LearnedTensor) => layers.findIndex(({ learned }) => learned.includes(one));
  return all.map(one => stepSizeOf(stepSize, layerOf(one)));
}

/** The training loss at a step: the data's and `l2 · ½ Σ‖W‖²`. */
export function totalLoss(step: Step, l2: number): number {
  return l2 === 0 ? step.dataLoss : step.dataLoss + l2 * step.network.halfSquaredWeights();
}
