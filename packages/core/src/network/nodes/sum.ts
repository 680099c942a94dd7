import { add, copy } from '../arithmetic.ts';
import type { Node, Shape } from './node.ts';

/** The sum of nodes of one shape: a skip connection, or what a recurrence adds to its input. */
export function sum(from: readonly number[], shape: Shape): Node {
  return {
    kind: 'sum',
    from,
    shape,
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'both',
    on: ({ x: [first, ...others], h, d, dx }) => ({
      forward() {
        copy(first, h);
        for (const other of others) add(h, other);
      },
      backward() {
        for (const one of dx) if (one) copy(d, one);
      },
    }),
  };
}
