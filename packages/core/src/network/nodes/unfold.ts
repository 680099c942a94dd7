import type { Node, Shape } from './node.ts';
import { type WindowSettings, windowsOf } from './windows.ts';

/**
 * Windows of neighbouring positions, each as the channels of one, position after position: with a dense node after it,
 * a convolution. What lies on padding is 0. Throws `RangeError` if no window fits.
 */
export function unfold(from: number, shape: Shape, settings: WindowSettings): Node {
  const { positions, channels } = shape;
  const { axes, size, count, positions: sources } = windowsOf(shape, settings);
  return {
    kind: 'unfold',
    from: [from],
    shape: { positions: count, channels: size * channels, axes },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }) {
      const samples = h.rows / count;
      return {
        forward() {
          const [input, output] = [x.values, h.values];
          for (let n = 0, to = 0; n < samples; n++) {
            for (const source of sources) {
              const start = (n * positions + source) * channels;
              if (source < 0) output.fill(0, to, to + channels);
              else for (let i = 0; i < channels; i++) output[to + i] = input[start + i];
              to += channels;
            }
          }
        },
        backward() {
          if (!dx) return;
          const [signal, passed] = [d.values, dx.values];
          passed.fill(0);
          for (let n = 0, from = 0; n < samples; n++) {
            for (const source of sources) {
              const start = (n * positions + source) * channels;
              if (source >= 0) for (let i = 0; i < channels; i++) passed[start + i] += signal[from + i];
              from += channels;
            }
          }
        },
      };
    },
  };
}
