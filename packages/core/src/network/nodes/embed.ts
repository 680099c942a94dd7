import type { LearnedTensor } from '../parameters.ts';
import type { Node, Shape } from './node.ts';

/**
 * The row of W `[vocabulary, channels]` for each position, whose one channel is a token: a whole number from 0 on. A
 * number that is none, or too large, gives zeros.
 */
export function embed(from: number, shape: Shape, W: LearnedTensor): Node {
  const { rows, columns: channels } = W.tensor;
  const isToken = (token: number) => Number.isInteger(token) && token >= 0 && token < rows;
  return {
    kind: 'embed',
    from: [from],
    shape: { ...shape, channels },
    learned: [W],
    part: 'weights',
    readsInput: true,
    readsOutput: false,
    inPlace: 'nothing',
    on: ({ x: [x], h, d, dx: [dx], gradients: [dW] }) => ({
      forward() {
        const [tokens, table, output] = [x.values, W.tensor.values, h.values];
        for (let p = 0; p < tokens.length; p++) {
          const start = tokens[p] * channels;
          for (let j = 0; j < channels; j++) {
            output[p * channels + j] = isToken(tokens[p]) ? table[start + j] : 0;
          }
        }
      },
      backward() {
        dx?.values.fill(0);
        if (!dW) return;
        const [tokens, signal, gradient] = [x.values, d.values, dW.values];
        gradient.fill(0);
        for (let p = 0; p < tokens.length; p++) {
          if (!isToken(tokens[p])) continue;
          const start = tokens[p] * channels;
          for (let j = 0; j < channels; j++) gradient[start + j] += signal[p * channels + j];
        }
      },
    }),
  };
}
