import type { Activation } from '../../engine/engine.ts';
import { expm1 } from '../../engine/math/expm1.ts';

const LAMBDA = 1.0507009873554805;
const LAMBDA_ALPHA = LAMBDA * 1.6732632423543772;

/**
 * The scaled exponential linear unit, `λ z` above 0 and `λ α (eᶻ − 1)` at and below it: an elu with the one λ and α that
 * keep the mean 0 and the variance 1 from layer to layer. Its slope comes from h as that of elu.
 *
 * Source: Klambauer, Unterthiner, Mayr & Hochreiter 2017, "Self-Normalizing Neural Networks", equation 2; the digits of λ and α are PyTorch's.
 */
export const selu: Activation = {
  name: 'selu',
  label: 'SELU',
  formula: '1.0507 z if z > 0, else 1.7581 (eᶻ − 1)',
  readsInput: false,
  largestSlope: LAMBDA_ALPHA,
  forward: z => (z > 0 ? LAMBDA * z : LAMBDA_ALPHA * expm1(z)),
  backward: (dh, h) => dh * (h > 0 ? LAMBDA : h + LAMBDA_ALPHA),
  piece: h => (h > 0 ? 1 : 0),
};
