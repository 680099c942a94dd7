import type { Engine } from '../engine/engine.ts';
import type { LearnedTensor } from '../network/parameters.ts';
import { euclideanNorm } from './euclideanNorm.ts';

/** Bounds the gradients of an update: the norm of all together, or every entry. */
export type ClipSettings = { readonly norm: number } | { readonly value: number };

/** Keeps the divisor from 0. PyTorch's. */
const EPSILON = 1e-6;

/**
 * Updates the gradients of the data's loss: `dx ← dx · min(1, norm / (‖all dx‖ + 10⁻⁶))`, or `dx ←
 * min(max(dx, −value), value)`.
 *
 * The `l2` term is added afterwards and not clipped. Gradients whose norm is not finite stay unchanged, while
 * PyTorch makes all of them 0 or NaN: so the layer that broke can still be identified.
 *
 * Source: PyTorch, `torch.nn.utils.clip_grad_norm_` and `clip_grad_value_`; Pascanu, Mikolov, Bengio 2013.
 */
export function clipGradients(
  engine: Engine,
  parameters: readonly LearnedTensor[],
  clip: ClipSettings,
): void {
  if ('value' in clip) clipByValue(parameters, clip.value);
  else clipByNorm(engine, parameters, clip.norm);
}

/** The norm of all gradients together. Neither a tiny nor a huge one is lost in the square. */
export function gradientNorm(engine: Engine, parameters: readonly LearnedTensor[]): number {
  return euclideanNorm(parameters.map(({ gradient }) => engine.magnitudes(gradient).l2));
}

function clipByNorm(engine: Engine, parameters: readonly LearnedTensor[], largest: number): void {
  const norm = gradientNorm(engine, parameters);
  const factor = largest / (norm + EPSILON);
  if (factor >= 1 || !Number.isFinite(norm)) return;
  for (const { gradient } of parameters) {
    const dx = gradient.values;
    for (let i = 0; i < dx.length; i++) dx[i] *= factor;
  }
}

function clipByValue(parameters: readonly LearnedTensor[], largest: number): void {
  for (const { gradient } of parameters) {
    const dx = gradient.values;
    for (let i = 0; i < dx.length; i++) dx[i] = Math.min(Math.max(dx[i], -largest), largest);
  }
}
