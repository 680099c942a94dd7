import { copy } from '../arithmetic.ts';
import { softmaxBackward, softmaxForward } from '../softmax.ts';
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
