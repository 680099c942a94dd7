import type { Tensor } from '../../engine/engine.ts';

/** `h = γ ⊙ x̂ + β`, with γ and β `[1, channels]`. */
export function scaleAndShift(xHat: Tensor, gamma: Tensor, beta: Tensor, h: Tensor): void {
  const [input, output] = [xHat.values, h.values];
  const [scale, shift] = [gamma.values, beta.values];
  const o = h.columns;
  for (let row = 0; row < output.length; row += o) {
    for (let j = 0; j < o; j++) output[row + j] = scale[j] * input[row + j] + shift[j];
  }
}

/** Overwrites dγ = Σₙ d ⊙ x̂ and dβ = Σₙ d, and `d = ∂loss/∂h` by ∂loss/∂x̂. */
export function scaleAndShiftBackward(
  xHat: Tensor,
  gamma: Tensor,
  d: Tensor,
  dGamma: Tensor | undefined,
  dBeta: Tensor | undefined,
): void {
  const [x, gradient] = [xHat.values, d.values];
  const scale = gamma.values;
  const o = d.columns;
  const [scales, shifts] = [new Float64Array(o), new Float64Array(o)];
  for (let row = 0; row < gradient.length; row += o) {
    for (let j = 0; j < o; j++) {
      scales[j] += gradient[row + j] * x[row + j];
      shifts[j] += gradient[row + j];
      gradient[row + j] *= scale[j];
    }
  }
  dGamma?.values.set(scales);
  dBeta?.values.set(shifts);
}
