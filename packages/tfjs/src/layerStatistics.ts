import {
  abs,
  cast,
  divNoNan,
  equal,
  isFinite as isFiniteTensor,
  max,
  mean,
  mul,
  norm,
  stack,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';

/** What is logged of a layer, in this order. */
export const STATISTICS = ['grad_l2', 'grad_mean', 'grad_max', 'grad_zeros', 'weight_l2'] as const;

/** {@link STATISTICS} of one layer, `[5]`: computed where its tensors are. */
export function layerStatistics(gradient: Tensor, weights: Tensor): Tensor {
  return tidy(() => {
    const sizes = abs(gradient);
    return stack([
      scaledNorm(gradient),
      mean(sizes),
      max(sizes),
      mean(cast(equal(gradient, 0), 'float32')),
      scaledNorm(weights),
    ]);
  });
}

/** ‖x‖ by way of the largest entry: the squares of what is left of a gradient that vanishes are 0 in float32. */
function scaledNorm(x: Tensor): Tensor {
  const largest = max(abs(x));
  // Infinity over itself is no number, and an infinite gradient tells which layer broke.
  return where(isFiniteTensor(largest), mul(norm(divNoNan(x, largest)), largest), largest);
}
