import type { Node, Shape } from './node.ts';

/** One position of a sequence, counted from 0. */
export function take(from: number, { positions, channels }: Shape, position: number): Node {
  if (!(Number.isInteger(position) && position >= 0 && position < positions)) {
    throw new RangeError(`take: expected a position from 0 to ${positions - 1}, got ${position}`);
  }
  return {
    kind: 'take',
    from: [from],
    shape: { positions: 1, channels },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }) {
      /** Where sample n has this position, in a tensor of all positions. */
      const startOf = (n: number) => (n * positions + position) * channels;
      return {
        forward() {
          const [input, output] = [x.values, h.values];
          for (let n = 0; n < h.rows; n++) {
            output.set(input.subarray(startOf(n), startOf(n) + channels), n * channels);
          }
        },
        backward() {
          if (!dx) return;
          const [signal, passed] = [d.values, dx.values];
          passed.fill(0);
          for (let n = 0; n < d.rows; n++) {
            passed.set(signal.subarray(n * channels, (n + 1) * channels), startOf(n));
          }
        },
      };
    },
  };
}
