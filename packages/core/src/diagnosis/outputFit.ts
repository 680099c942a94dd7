import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { lossOf } from '../experiment/lossOf.ts';
import type { Experiment, OutputActivation } from '../experiment/schema.ts';
import type { LossKind } from '../network/losses/index.ts';

/** How well an output matches the targets and the loss, according to settings and data. */
export interface OutputFit {
  /**
   * `range`: it cannot give some targets. `oneUnit`: softmax of a single unit is 1 for every input. `scores`:
   * the loss expects
   * scores, but gets the result of an activation. `probabilities`: the loss expects probabilities, but gets
   * scores.
   * `slope`: none of these, but an activation whose slope blocks the errors.
   */
  readonly fault: 'range' | 'oneUnit' | 'scores' | 'probabilities' | 'slope';
  /** The values that it can give. */
  readonly range: readonly [low: number, high: number];
  /** The values that it should give. */
  readonly targets: readonly [least: number, largest: number];
}

const RANGES: Readonly<Record<OutputActivation, readonly [low: number, high: number]>> = {
  identity: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  relu: [0, Number.POSITIVE_INFINITY],
  sigmoid: [0, 1],
  softmax: [0, 1],
  tanh: [-1, 1],
};

const activationOf = (experiment: Experiment, index: number): OutputActivation =>
  experiment.networks[index].output?.activation ?? 'identity';

/** A possible fault of the output of network `index`; null if it is affine and the loss expects that. */
export function outputFit(experiment: Experiment, index: number, data: AnyDataset): OutputFit | null {
  const activation = activationOf(experiment, index);
  const loss = lossOf(experiment, data);
  const [range, targets] = [RANGES[activation], targetRange(data)];
  const fault = faultOf(activation, loss, targets, isRegression(data) ? data.outputs : data.classes);
  return fault && { fault, range, targets };
}

function faultOf(
  activation: OutputActivation,
  loss: LossKind,
  [least, largest]: readonly [number, number],
  outputs: number,
): OutputFit['fault'] | null {
  const [low, high] = RANGES[activation];
  if (loss === 'binaryCrossEntropy' && (low < 0 || high > 1)) return 'probabilities';
  if (activation === 'identity') return null;
  if (activation === 'softmax' && outputs === 1) return 'oneUnit';
  if (loss === 'crossEntropy' || loss === 'binaryCrossEntropyWithLogits') return 'scores';
  return least < low || largest > high ? 'range' : 'slope';
}

function targetRange(data: AnyDataset): readonly [number, number] {
  if (!isRegression(data)) return [0, 1];
  return data.targets.reduce<readonly [number, number]>(
    ([least, largest], value) => [Math.min(least, value), Math.max(largest, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The loss on scores that replaces one on the results of an activation. */
export function lossOfScores(loss: LossKind | undefined): LossKind | undefined {
  return loss === 'binaryCrossEntropy' ? 'binaryCrossEntropyWithLogits' : loss;
}

/**
 * The experiment with no activation at the output of network `index`, and a matching loss; undefined if that
 * is already so.
 */
export function withPlainOutput(experiment: Experiment, index: number): Experiment | undefined {
  const { training } = experiment;
  const loss = lossOfScores(training.loss);
  if (activationOf(experiment, index) === 'identity' && loss === training.loss) return undefined;
  const networks = experiment.networks.map((network, i) =>
    i === index ? { ...network, output: { activation: 'identity' as const } } : network,
  );
  return { ...experiment, networks, training: { ...training, ...(loss && { loss }) } };
}
