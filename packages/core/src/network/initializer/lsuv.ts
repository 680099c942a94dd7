import type { Values } from '../../engine/engine.ts';
import { withoutBias } from './fill.ts';
import { initializer } from './initializer.ts';
import { orthonormal } from './orthogonal.ts';

/** The paper's `Tol_var` and `T_max`. */
const TOLERANCE = 0.01;
const MOST_ROUNDS = 10;

/**
 * Layer-sequential unit variance before it has seen data: orthonormal weights, b = 0. {@link
 * scaleToUnitVariance} is the other half.
 *
 * Source: Mishkin & Matas 2016, "All you need is a good init", algorithm 1.
 */
export const lsuv = initializer({
  label: 'LSUV',
  settings: {},
  draw: (_, fanIn, fanOut, random) => withoutBias(orthonormal(fanIn, fanOut, random), fanOut),
  moments: () => 'weights that are scaled to the data',
});

/**
 * Scales layer after layer until its output on data has variance 1 within 0.01, at most ten times: `W ← W /
 * √variance`.
 *
 * A layer whose output does not vary, or is not finite, stays unchanged, since no factor would help.
 *
 * @param layers from the input on; their W are overwritten
 * @param variance measures, with the present weights, the variance of the output of layer `l` over all
 *   samples
 *   and units; layers are numbered from 0, as in `layers`
 *
 * Source: Mishkin & Matas 2016, algorithm 1.
 */
export function scaleToUnitVariance(
  layers: readonly { readonly W: Values }[],
  variance: (l: number) => number,
): void {
  for (const [l, { W }] of layers.entries()) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const measured = variance(l);
      if (!(measured > 0 && measured < Number.POSITIVE_INFINITY)) break;
      if (Math.abs(measured - 1) < TOLERANCE) break;
      const root = Math.sqrt(measured);
      for (let i = 0; i < W.length; i++) W[i] /= root;
    }
  }
}
