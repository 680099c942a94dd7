import type { Tensor } from '../../engine/engine.ts';
import type { Node, Shape } from './node.ts';
import { type WindowSettings, type Windows, windowsOf } from './windows.ts';

/** Windows, for those that ask which positions are in each. */
export interface UnfoldNode extends Node {
  readonly kind: 'unfold';
  readonly windows: Windows;
}

/**
 * Windows of neighbouring positions, each as the channels of one, position after position: with a dense node after it,
 * a convolution. What lies on padding is 0. Throws `RangeError` if no window fits.
 */
export function unfold(from: number, shape: Shape, settings: WindowSettings): UnfoldNode {
  const { positions, channels } = shape;
  const windows = windowsOf(shape, settings);
  const { axes, size, count, positions: sources } = windows;
  return {
    kind: 'unfold',
    windows,
    from: [from],
    shape: { positions: count, channels: size * channels, axes },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }, engine) {
      const list = engine.rowList(sources);
      /** One position in a row: those of the input, and those inside the windows. */
      const input = (tensor: Tensor) => engine.reshaped(tensor, (h.rows / count) * positions, channels);
      const inside = (tensor: Tensor) => engine.reshaped(tensor, h.rows * size, channels);
      const [from, to, signal, passed] = [input(x), inside(h), inside(d), dx && input(dx)];
      return {
        forward: () => engine.gatherRows(from, list, to),
        backward() {
          if (passed) engine.scatterRows(signal, list, passed);
        },
      };
    },
  };
}
