import type { Node, Shape } from './node.ts';

/**
 * Windows of `width` neighbouring positions, each as the channels of one: with a dense node after it, a
 * convolution without padding.
 *
 * @param stride from one window to the next
 */
export function unfold(from: number, { positions, channels }: Shape, width: number, stride = 1): Node {
  const count = Math.floor((positions - width) / stride) + 1;
  if (!(width >= 1 && width <= positions && stride >= 1)) {
    throw new RangeError(`unfold: expected a width from 1 to ${positions}, got ${width}`);
  }
  const size = width * channels;
  return {
    kind: 'unfold',
    from: [from],
    shape: { positions: count, channels: size },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }) {
      /** Where window p of a sample begins, in a tensor of all positions. */
      const startOf = (window: number) =>
        (Math.floor(window / count) * positions + (window % count) * stride) * channels;
      return {
        forward() {
          const [input, output] = [x.values, h.values];
          for (let window = 0; window < h.rows; window++) {
            output.set(input.subarray(startOf(window), startOf(window) + size), window * size);
          }
        },
        backward() {
          if (!dx) return;
          const [signal, passed] = [d.values, dx.values];
          passed.fill(0);
          for (let window = 0; window < d.rows; window++) {
            const start = startOf(window);
            for (let i = 0; i < size; i++) passed[start + i] += signal[window * size + i];
          }
        },
      };
    },
  };
}
