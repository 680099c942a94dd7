import type { Node, Shape } from './node.ts';

/** One position, for those that ask which. */
export interface TakeNode extends Node {
  readonly kind: 'take';
  readonly position: number;
}

/** One position of a sequence, counted from 0. */
export function take(from: number, { positions, channels }: Shape, position: number): TakeNode {
  if (!(Number.isInteger(position) && position >= 0 && position < positions)) {
    throw new RangeError(`take: expected a position from 0 to ${positions - 1}, got ${position}`);
  }
  return {
    kind: 'take',
    position,
    from: [from],
    shape: { positions: 1, channels },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }, engine) {
      const list = engine.rowList(Int32Array.of(position));
      return {
        forward: () => engine.gatherRows(x, list, h),
        backward() {
          if (dx) engine.scatterRows(d, list, dx);
        },
      };
    },
  };
}
