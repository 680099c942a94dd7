import { log } from '../../engine/math/log.ts';
import type { LayerValue } from '../layerSettings.ts';
import type { Arrays, Draw } from './layerKind.ts';

/** ν and θ of eigenvalues spread evenly over the ring between the two radii. Source: Orvieto et al. 2023, Lemma 3.2. */
export function drawDiagonal(
  units: number,
  draw: Draw,
  { smallestRadius, largestRadius }: Readonly<Record<string, LayerValue>>,
): Arrays {
  const [inner, outer] = [smallestRadius as number, largestRadius as number];
  const shares = () => draw(1, units, { kind: 'uniform', limit: 0.5 }).W.map(value => value + 0.5);
  const squares = shares().map(share =>
    Math.max(share * (outer * outer - inner * inner) + inner * inner, 1e-12),
  );
  return {
    nu: squares.map(square => log(-0.5 * log(square))),
    theta: shares().map(share => 2 * Math.PI * share),
  };
}
