import type { Network } from '../../network/network.ts';
import { RandomState } from '../../random/randomState.ts';
import { clipGradients } from '../../training/clip.ts';
import { createOptimizer } from '../../training/optimizer/createOptimizer.ts';
import { scheduleFactor } from '../../training/schedule.ts';
import { type Step, stepSizesOf, type TrainingSettings } from '../../training/train.ts';
import { Hessian } from './hessian.ts';
import { largestEigenvalue } from './lanczos.ts';
import type { CurvatureSeries } from './series.ts';

/** The stream from which every measurement draws its start anew, so that a run that is continued has the same bits. */
const SEED = 0;

type Values = Readonly<Record<CurvatureSeries, number>>;

/** What the curvature probe measures of a network: see `curvature.ts`. */
export class Curvature {
  private readonly network: Network;
  private readonly training: TrainingSettings | undefined;
  private readonly hessian: Hessian;
  private readonly exists: boolean;

  constructor(network: Network, training: TrainingSettings | undefined) {
    this.network = network;
    this.training = training;
    this.hessian = new Hessian(network, training?.l2 ?? 0);
    this.exists = !network.model.nodes.some(({ isTruncated }) => isTruncated);
  }

  /** All of it at a step; without one, or without settings of training, the sharpness alone. */
  at(step: Step | undefined): Values {
    const { hessian, training } = this;
    const ones = new Float64Array(hessian.size).fill(1);
    const update = training && step && this.updateAt(step, training);
    hessian.load();
    const sharpness = this.largest(ones);
    if (!update) return { ...UNKNOWN, sharpness };
    const { divisors, stepSizes, stabilityBound = Number.NaN } = update;
    const [size] = stepSizes;
    const isOneSize = stepSizes.every(other => other === size);
    const preconditioned = divisors ? this.largest(this.scalesOf((i, at) => 1 / divisors[i][at])) : sharpness;
    return {
      sharpness,
      preconditioned_sharpness: preconditioned,
      step_sharpness: isOneSize
        ? size * preconditioned
        : this.largest(this.scalesOf((i, at) => stepSizes[i] / (divisors?.[i][at] ?? 1))),
      stability_bound: stabilityBound,
    };
  }

  private largest(scales: Float64Array): number {
    if (!this.exists) return Number.NaN;
    const random = new RandomState(SEED);
    const start = Float64Array.from(scales, () => random.normal());
    return largestEigenvalue(this.hessian.scaledProduct(scales), start);
  }

  /** The roots of a value for each entry of each learned tensor, one tensor after the other. */
  private scalesOf(square: (i: number, at: number) => number): Float64Array {
    const { size, network } = this.hessian;
    const scales = new Float64Array(size);
    let from = 0;
    for (const [i, { tensor }] of network.learned.entries()) {
      const { length } = tensor.values;
      for (let at = 0; at < length; at++) scales[from + at] = Math.sqrt(square(i, at));
      from += length;
    }
    return scales;
  }

  /** What the coming update does with the gradient; it is rehearsed on the copy, whose parameters it changes. */
  private updateAt(step: Step, training: TrainingSettings) {
    const { model, engine, learned } = this.hessian.network;
    model.load(this.network.parameters());
    const optimizer = createOptimizer(engine, training.optimizer, learned);
    optimizer.restore(step.state().optimizer);
    for (const [i, { gradient }] of this.network.learned.entries()) {
      learned[i].gradient.values.set(gradient.values);
    }
    if (training.clip) clipGradients(engine, learned, training.clip);
    const { schedule, steps, l2 } = training;
    const factor = schedule ? scheduleFactor(schedule, step.index, steps) : 1;
    const stepSizes = stepSizesOf(this.network, training).map(size => factor * size);
    optimizer.update(learned, stepSizes, l2);
    return { stepSizes, divisors: optimizer.divisors(), stabilityBound: optimizer.stabilityBound };
  }
}

const UNKNOWN: Values = {
  sharpness: Number.NaN,
  preconditioned_sharpness: Number.NaN,
  step_sharpness: Number.NaN,
  stability_bound: Number.NaN,
};

/** It is here already: see `measureLater.ts`. */
export function fetchCurvature(): Promise<void> {
  return Promise.resolve();
}
