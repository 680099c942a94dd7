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
    on: ({ x: [x], h, d, dx: [dx] }, engine) => ({
      forward() {
        copy(x, h);
        engine.softmaxRows(h, 1, false);
      },
      backward() {
        if (!dx) return;
        copy(d, dx);
        engine.softmaxRowsBackward(h, dx, 1);
      },
    }),
  };
}
