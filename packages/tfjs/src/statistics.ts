import {
  abs,
  all,
  argMax,
  cast,
  div,
  divNoNan,
  equal,
  isFinite as isFiniteTensor,
  less,
  logicalAnd,
  logicalNot,
  max,
  mean,
  min,
  mul,
  neg,
  norm,
  onesLike,
  reshape,
  type Scalar,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

// Every function here computes on the backend of its tensors, and returns one vector to read.

export const GRADIENT_STATISTICS = ['grad_l2', 'grad_mean', 'grad_max', 'grad_zeros', 'grad_bad'] as const;

/**
 * {@link GRADIENT_STATISTICS} `[5]` of a gradient: the last is the share that is not finite; the others
 * ignore those entries.
 */
export function gradientStatistics(gradient: Tensor): Tensor {
  return tidy(() => {
    const isKnown = isFiniteTensor(gradient);
    const sizes = abs(where(isKnown, gradient, zerosLike(gradient)));
    const known = sum(cast(isKnown, 'float32'));
    const zeros = sum(cast(logicalAnd(isKnown, equal(sizes, 0)), 'float32'));
    return stack([
      scaledNorm(sizes),
      div(sum(sizes), known),
      max(sizes),
      div(zeros, known),
      share(logicalNot(isKnown)),
    ]);
  });
}

export const WEIGHT_STATISTICS = ['weight_l2', 'weight_std', 'weight_spread', 'weight_bad'] as const;

/** {@link WEIGHT_STATISTICS} `[4]` of weights `[..., units]`: the third is NaN for a single unit. */
export function weightStatistics(weights: Tensor): Tensor {
  return tidy(() => {
    const units = weights.shape[weights.rank - 1];
    const columns = reshape(weights, [-1, units]);
    const size = scaledNorm(columns);
    const apart = divNoNan(scaledNorm(sub(columns, mean(columns, 1, true))), size);
    return stack([
      size,
      deviation(columns),
      units > 1 ? apart : mul(apart, Number.NaN),
      share(logicalNot(isFiniteTensor(columns))),
    ]);
  });
}

export const OUTPUT_STATISTICS = ['out_mean', 'out_std', 'out_max', 'out_bad', 'saturated', 'dead'] as const;

/** The slope of an activation from its output, relative to its largest slope. */
const SLOPES: Readonly<Record<string, (h: Tensor) => Tensor>> = {
  relu: h => cast(logicalNot(equal(h, 0)), 'float32'),
  sigmoid: h => mul(4, mul(h, sub(1, h))),
  tanh: h => sub(1, square(h)),
};
/** Slopes below it count as flat: docs/importing.md. */
const FLAT = 0.01;

/**
 * {@link OUTPUT_STATISTICS} `[6]` of a module's output, `[samples, ..., units]`; the last two are NaN if they
 * do not apply.
 */
export function outputStatistics(output: Tensor, activation: string | undefined): Tensor {
  return tidy(() => {
    const values = cast(output, 'float32');
    const slope = activation === undefined ? undefined : SLOPES[activation];
    const unknown = mul(onesLike(mean(values)), Number.NaN);
    return stack([
      mean(values),
      deviation(values),
      max(abs(values)),
      share(logicalNot(isFiniteTensor(values))),
      slope ? share(less(abs(slope(values)), FLAT)) : unknown,
      activation === 'relu' ? share(all(equal(inUnits(values), 0), 0)) : unknown,
    ]);
  });
}

const inUnits = (values: Tensor): Tensor => reshape(values, [-1, values.shape[values.rank - 1] ?? 1]);

export const BATCH_STATISTICS = [
  'mean',
  'std',
  'max',
  'low',
  'high',
  'across',
  'offset',
  'least',
  'most',
] as const;

/**
 * {@link BATCH_STATISTICS} `[9]` of a batch `[samples, ...]`: the last three cover the features that vary.
 */
export function batchStatistics(batch: Tensor): Tensor {
  return tidy(() => {
    const values = reshape(cast(batch, 'float32'), [batch.shape[0] ?? 1, -1]);
    const center = mean(values, 0);
    // Rounding gives a constant feature a deviation that is not 0.
    const varies = less(min(values, 0), max(values, 0));
    const spread = sqrt(mean(square(sub(values, center)), 0));
    const std = where(varies, spread, zerosLike(spread));
    return stack([
      mean(values),
      deviation(values),
      max(abs(values)),
      min(values),
      max(values),
      mean(std),
      max(divNoNan(abs(center), std)),
      neg(max(where(varies, neg(spread), mul(onesLike(spread), Number.NEGATIVE_INFINITY)))),
      max(std),
    ]);
  });
}

/**
 * ‖after − before‖ / ‖before‖, NaN for weights of 0; and whether a number in `after` is not finite, as 1 or
 * 0. `[2]`
 */
export function updateStatistics(before: Tensor, after: Tensor): Tensor {
  return tidy(() => {
    const broken = cast(logicalNot(all(isFiniteTensor(after))), 'float32');
    return stack([div(scaledNorm(sub(after, before)), scaledNorm(before)), broken]);
  });
}

/** The share of right answers `[]`: the largest output against classes, as one-hot vectors or as numbers. */
export function accuracyOf(targets: Tensor, outputs: Tensor): Tensor {
  return tidy(() => {
    const { size } = outputs;
    const units = outputs.shape[outputs.rank - 1];
    const answers = argMax(reshape(outputs, [-1, units]), 1);
    const classes = targets.size === size ? argMax(reshape(targets, [-1, units]), 1) : reshape(targets, [-1]);
    return share(equal(cast(answers, 'int32'), cast(classes, 'int32')));
  });
}

/** The norm of everything together, of tensors of any shapes `[]`. */
export function jointNorm(tensors: readonly Tensor[]): Tensor {
  return tidy(() => scaledNorm(stack(tensors.map(scaledNorm))));
}

const share = (which: Tensor): Tensor => mean(cast(which, 'float32'));

function deviation(values: Tensor): Tensor {
  return sqrt(mean(square(sub(values, mean(values)))));
}

/** ‖x‖ scaled by the largest entry: the squares of a vanishing gradient would be 0 in float32. */
function scaledNorm(x: Tensor): Scalar {
  const largest = max(abs(x)) as Scalar;
  // Infinity over itself is NaN, and an infinite norm is more informative.
  return where(isFiniteTensor(largest), mul(norm(divNoNan(x, largest)), largest), largest) as Scalar;
}
