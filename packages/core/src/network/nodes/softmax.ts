import type { Tensor } from '../../engine/engine.ts';
import { exp } from '../../engine/math/exp.ts';
import { copy } from '../arithmetic.ts';
import type { Node, Shape } from './node.ts';

/** `h = e^x / Σ e^x` over the channels of each position. */
export function softmax(from: number, shape: Shape): Node {
  return {
    kind: 'softmax',
    from: [from],
    shape,
    learned: [],
    part: 'slope',
    readsInput: false,
    readsOutput: true,
    inPlace: 'both',
    on: ({ x: [x], h, d, dx: [dx] }) => ({
      forward: () => softmaxForward(x, h),
      backward() {
        if (!dx) return;
        copy(d, dx);
        softmaxBackward(dx, h);
      },
    }),
  };
}

/**
 * Overwrites `h[n, c] = e^z / Σ e^z` of each row of z; h may be z. The largest score of a row is subtracted first, so that
 * no finite score overflows.
 */
function softmaxForward({ values: z, rows, columns }: Tensor, { values: h }: Tensor): void {
  for (let n = 0; n < rows; n++) {
    const [from, to] = [n * columns, (n + 1) * columns];
    let largest = z[from];
    for (let i = from + 1; i < to; i++) if (z[i] > largest) largest = z[i];
    let sum = 0;
    const shares = new Float64Array(columns);
    for (let i = from; i < to; i++) sum += shares[i - from] = exp(z[i] - largest);
    for (let i = from; i < to; i++) h[i] = shares[i - from] / sum;
  }
}

/** Updates `d ← h ⊙ (d − Σ d h)`, of each row: from ∂loss/∂h to ∂loss/∂z. */
function softmaxBackward({ values: d, rows, columns }: Tensor, { values: h }: Tensor): void {
  for (let n = 0; n < rows; n++) {
    const [from, to] = [n * columns, (n + 1) * columns];
    let mean = 0;
    for (let i = from; i < to; i++) mean += d[i] * h[i];
    for (let i = from; i < to; i++) d[i] = h[i] * (d[i] - mean);
  }
}
