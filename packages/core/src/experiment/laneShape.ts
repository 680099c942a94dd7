import { isRegression } from '../data/dataset.ts';
import { hasKernel } from '../engine/activationKernels.ts';
import { type Lane, type LaneShape, laneBytes } from '../engine/lanes.ts';
import { oneHot } from '../network/loss.ts';
import { stepSizeOf } from '../training/optimizer/stepSize.ts';
import type { Prepared } from './prepare.ts';
import type { Experiment } from './schema.ts';

/** Larger networks would not stay in a core's second-level cache, and gain nothing in lanes. */
const MOST_BYTES = 2 ** 18;

/**
 * The shape by which a network can be trained in a lane beside others; undefined if it needs features that
 * lanes lack, such as another optimizer, mini-batches or normalization, or is too large to gain from it.
 */
export function laneShape(
  { training, precision }: Experiment,
  { data, loss, networks }: Prepared,
  index: number,
): LaneShape | undefined {
  if (training.optimizer.kind !== 'sgd' || training.clip || training.batch !== 'full') return undefined;
  if (precision !== 'float64') return undefined;
  if (loss !== 'crossEntropy' && loss !== 'meanSquaredError') return undefined;
  if (networks[index].layers.at(-1)!.activation.kind !== 'identity') return undefined;
  const layers = networks[index].layers.flatMap(settings => {
    const { fanIn, width, activation, normalization, skip, dropout, bias, scale, of, input, before } =
      settings;
    const { kind } = activation;
    const isPlain = !(of ?? input ?? before) && normalization === 'none' && !skip && dropout === 0;
    return isPlain && hasKernel(kind) ? [{ fanIn, width, activation: kind, bias, scale }] : [];
  });
  if (layers.length < networks[index].layers.length) return undefined;
  const shape = { layers, samples: data.samples, loss };
  return laneBytes(shape) <= MOST_BYTES ? shape : undefined;
}

/** The data and settings of a network for its lane. */
export function laneOf({ training }: Experiment, { data, networks }: Prepared, index: number): Lane {
  const { layers, parameters } = networks[index];
  return {
    X: data.X,
    targets: isRegression(data) ? data.targets : oneHot(data.y, layers[layers.length - 1].width),
    parameters,
    stepSizes: layers.map((_, l) => stepSizeOf(training.optimizer.stepSize, l)),
    l2: training.l2,
  };
}
