import type { Parameters } from '../network/parameters.ts';

/**
 * `½ λ Σ‖W‖²`: the part that `l2` adds to the loss of these parameters, and that the best constant answer
 * does not have.
 */
export function penaltyOf(parameters: Parameters, l2: number): number {
  if (l2 === 0) return 0;
  let squares = 0;
  for (const { W } of parameters) for (const weight of W) squares += weight * weight;
  return (l2 / 2) * squares;
}
