import type { WeightMoments } from '../network/initializer/initializer.ts';
import type { FixedPoint } from './fixedPoint.ts';
import type { UnitFunction } from './moments.ts';
import type { MomentNode } from './walk/momentNode.ts';
import { productMoments, unitMoments } from './walk/momentNodes.ts';
import { type WalkedLayer, walkMoments } from './walk/walkMoments.ts';

/** A dense layer with its distribution: `z = h W + b`, `h = φ(z)`. */
export interface RandomLayer extends WeightMoments {
  readonly fanIn: number;
  /** Units; of maxout, each with all of its pieces. */
  readonly fanOut: number;
  readonly activation: UnitFunction;
}

export interface RandomNetwork {
  /** Layer 1, the input's, first; the output layer last. */
  readonly layers: readonly RandomLayer[];
  /** The mean square of the entries of the data. */
  readonly inputSecondMoment: number;
}

/** The prediction of mean-field theory for a layer l below the output; NaN if there is none. */
export interface LayerPrediction {
  /** Variance of z[l]. */
  readonly q: number;
  /** `E‖δ[l]‖² / E‖δ[l+1]‖²` */
  readonly chi: number;
  /** `√chi`, to be compared with ‖δ[l]‖ / ‖δ[l+1]‖. */
  readonly factor: number;
  /** Why there is no prediction. */
  readonly reason?: string;
  /** Of a recurrent layer: how the signal changes through time. */
  readonly time?: TimePrediction;
}

/** The mean field of a recurrence, far from both ends of a long sequence. */
export interface TimePrediction {
  /** The variance of what its activation is applied to. */
  readonly qStar: FixedPoint;
  /** `E‖∂loss/∂h[t−1]‖² / E‖∂loss/∂h[t]‖²`, if nothing else arrives at t − 1. */
  readonly chi: number;
  /** `1 / |ln χ|`, in positions; Infinity if χ is 1. */
  readonly timescale: number;
  /** ‖∂loss/∂h[t]‖ of every position over that of the last one. */
  readonly norms: readonly number[];
}

/**
 * The gradient's factor from layer l + 1 down to l, for l = 1 … L − 1, from the distribution of the layers
 * and from the data.
 *
 *   q[l] = fanIn[l] Var(W[l]) E h[l−1]² + Var(b[l]),   E h[l]² = E φ(√q[l] z)²,   E h[0]² from the data
 *   chi[l] = n[l] Var(W[l+1]) E φ′(√q[l] z)²,          n[l] the units of layer l
 *
 * The widths are the actual ones; only the assumption that z is normal, and independent of the signal that
 * flows back, comes from wide networks. Weights with a mean other than 0 break it: theory then predicts
 * nothing for this layer's z, nor for those above. All samples count as one with the data's mean square. If
 * they differ much, as points of a plane do, the predictions for the first layers of a saturating activation
 * are off by some 10 %.
 *
 * @throws RangeError if a layer's fanIn is not the fanOut of the layer below
 *
 * Source: Schoenholz et al. 2017, "Deep Information Propagation"; the variances layer by layer as in He et
 * al. 2015, "Delving Deep into Rectifiers".
 */
export function predictFactors({ layers, inputSecondMoment }: RandomNetwork): LayerPrediction[] {
  for (let l = 0; l + 1 < layers.length; l++) checkWidths(l + 1, layers[l], layers[l + 1]);
  const nodes = layers.flatMap(({ fanIn, activation, ...weights }, l): MomentNode[] => [
    productMoments(2 * l - 1, fanIn, weights),
    unitMoments(2 * l, activation),
  ]);
  const places = layers.map((_, l) => 2 * l);
  const input = { mean: () => [0], square: [inputSecondMoment], isNormal: false };
  return walkMoments(nodes, places, input, place => `${(place >> 1) + 1}`).map(predictionOf);
}

/** The prediction for a layer, with the factor of the signal itself. */
export const predictionOf = (layer: WalkedLayer): LayerPrediction => ({
  ...layer,
  factor: Math.sqrt(layer.chi),
});

function checkWidths(l: number, { fanOut }: RandomLayer, { fanIn }: RandomLayer): void {
  if (fanIn !== fanOut) {
    throw new RangeError(`layer ${l + 1}: expected fanIn ${fanOut}, the fanOut of layer ${l}, got ${fanIn}`);
  }
}
