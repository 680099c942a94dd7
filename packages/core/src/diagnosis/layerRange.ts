import { thresholds } from './thresholds.ts';

/**
 * The range of layers that carries a loss: the one with the largest sum of each layer's loss beyond a
 * share of the worst layer's.
 *
 * @param losses of layer 1, 2, …; Infinity counts as the largest finite loss, or as 1 if there is none, NaN
 *   as 0
 * @returns counted from 1
 */
export function layerRange(losses: readonly number[]): [first: number, last: number] {
  const infinite = losses.some(loss => loss === Number.POSITIVE_INFINITY);
  const worst = Math.max(infinite ? 1 : 0, ...losses.filter(Number.isFinite));
  const toll = thresholds.layerShare.value * worst;
  let best = { first: 1, last: 1, sum: Number.NEGATIVE_INFINITY };
  let [first, sum] = [0, 0];
  for (const [l, loss] of losses.entries()) {
    sum += (Number.isNaN(loss) ? 0 : Math.min(loss, worst)) - toll;
    if (sum > best.sum) best = { first: first + 1, last: l + 1, sum };
    if (sum < 0) [first, sum] = [l + 1, 0];
  }
  return [best.first, best.last];
}

/** From the first to the last layer for which it holds, counted from 1; undefined if it holds for none. */
export function rangeWhere<T>(
  layers: readonly T[],
  holds: (layer: T, l: number) => boolean,
): [first: number, last: number] | undefined {
  const first = layers.findIndex(holds);
  if (first < 0) return undefined;
  return [first + 1, layers.findLastIndex(holds) + 1];
}
