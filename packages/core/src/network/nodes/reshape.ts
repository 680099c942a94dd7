import type { Node, Shape } from './node.ts';

/** The same numbers in another shape: `{ positions: 1, channels: all }` makes one vector of a sequence. */
export function reshape(from: number, { positions, channels }: Shape, shape: Shape): Node {
  if (positions * channels !== shape.positions * shape.channels) {
    throw new RangeError(
      `reshape: expected ${positions * channels} numbers a sample, got ${shape.positions} × ${shape.channels}`,
    );
  }
  return {
    kind: 'reshape',
    from: [from],
    shape,
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on: ({ x: [x], h, d, dx: [dx] }) => ({
      forward: () => h.values.set(x.values),
      backward: () => dx?.values.set(d.values),
    }),
  };
}
