import type { Activation } from '../../../engine/engine.ts';
import type { Cell } from './cell.ts';

/** `h[t] = φ(x[t] W + b + h[t−1] U)`: the cell of Elman 1990, with tanh or ReLU; PyTorch's `RNN`. */
export function simpleCell(φ: Activation): Cell {
  return {
    activation: φ,
    on: engine => ({
      forward({ x, recurrent, h }) {
        const [input, own, sum] = [x.values, recurrent.values, h.values];
        for (let i = 0; i < sum.length; i++) sum[i] = input[i] + own[i];
        engine.activate(φ, h, h);
      },
      backward({ h, d, dx }) {
        dx.values.set(d.values);
        engine.multiplyBySlope(φ, h, h, dx);
        return false;
      },
    }),
  };
}
