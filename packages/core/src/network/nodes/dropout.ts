import { copy, multiply } from '../arithmetic.ts';
import type { Node, Shape } from './node.ts';

/** Leaves out a share of its entries in training and scales the others up, so that the mean stays. */
export function dropout(from: number, shape: Shape, share: number): Node {
  return {
    kind: 'dropout',
    from: [from],
    shape,
    learned: [],
    part: 'dropout',
    readsInput: false,
    readsOutput: false,
    inPlace: 'both',
    on({ x: [x], h, d, dx: [dx] }, engine) {
      const mask = engine.tensor(h.rows, h.columns);
      mask.values.fill(1);
      return {
        mask,
        forward(training) {
          copy(x, h);
          if (training) multiply(h, mask);
        },
        backward() {
          if (!dx) return;
          copy(d, dx);
          multiply(dx, mask);
        },
        draw(random) {
          const { values } = mask;
          for (let i = 0; i < values.length; i++) values[i] = random.random() < share ? 0 : 1 / (1 - share);
        },
      };
    },
  };
}
