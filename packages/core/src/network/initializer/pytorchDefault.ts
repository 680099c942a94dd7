import { uniforms } from './fill.ts';
import { initializer } from './initializer.ts';

/**
 * `W, b ~ U(±1/√fanIn)`: a third of LeCun's variance.
 *
 * Source: PyTorch's `nn.Linear.reset_parameters`: `kaiming_uniform_(weight, a=√5)`, and that limit for the bias.
 */
export const pytorchDefault = initializer({
  label: 'PyTorch’s default',
  settings: {},
  draw(_, fanIn, fanOut, random) {
    const limit = 1 / Math.sqrt(fanIn);
    return { W: uniforms(fanIn * fanOut, limit, random), b: uniforms(fanOut, limit, random) };
  },
  moments: (_, fanIn) => ({ weightVariance: 1 / (3 * fanIn), biasVariance: 1 / (3 * fanIn) }),
});
