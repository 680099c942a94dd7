import type { Tensor } from '../../engine/engine.ts';
import { cos } from '../../engine/math/cos.ts';
import { exp } from '../../engine/math/exp.ts';
import { log } from '../../engine/math/log.ts';
import { sin } from '../../engine/math/sin.ts';
import { copy } from '../arithmetic.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Node, Shape } from './node.ts';

/** `x + P`, the same P `[positions, channels]` for every sample, so that positions differ. P is learned, or fixed. */
export function addPositions(from: number, shape: Shape, P: LearnedTensor | Tensor): Node {
  const learned = 'gradient' in P ? P : undefined;
  const rows = 'gradient' in P ? P.tensor : P;
  return {
    kind: 'positions',
    from: [from],
    shape,
    learned: learned ? [learned] : [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'signal',
    on: ({ x: [x], h, d, dx: [dx], gradients: [gradient] }) => {
      const size = shape.positions * shape.channels;
      return {
        forward() {
          copy(x, h);
          const [output, added] = [h.values, rows.values];
          for (let from = 0; from < output.length; from += size) {
            for (let i = 0; i < size; i++) output[from + i] += added[i];
          }
        },
        backward() {
          if (gradient) {
            const [signal, sums] = [d.values, gradient.values];
            sums.fill(0);
            for (let from = 0; from < signal.length; from += size) {
              for (let i = 0; i < size; i++) sums[i] += signal[from + i];
            }
          }
          if (dx) copy(d, dx);
        },
      };
    },
  };
}

/**
 * Fills P with `sin(p / 10000^(2i / channels))` in channel 2i, and the cosine in channel 2i + 1, of position p.
 *
 * Source: Vaswani et al. 2017.
 */
export function fillSinusoidal({ values }: Tensor, { positions, channels }: Shape): void {
  if (values.length === 0) return;
  for (let p = 0; p < positions; p++) {
    for (let j = 0; j < channels; j++) {
      const angle = p * exp((-(j - (j % 2)) / channels) * log(10_000));
      values[p * channels + j] = j % 2 === 0 ? sin(angle) : cos(angle);
    }
  }
}
