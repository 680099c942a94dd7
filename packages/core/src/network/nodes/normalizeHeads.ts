import type { Tensor } from '../../engine/engine.ts';
import type { LearnedTensor } from '../parameters.ts';
import type { Node, Shape } from './node.ts';
import { EPSILON } from './statistics.ts';

/** The learned gains of queries and keys, `[1, channels of a head]`. */
export interface HeadGains {
  readonly gQ: LearnedTensor;
  readonly gK: LearnedTensor;
}

/**
 * Brings the queries and keys of each head to mean square 1, times a learned gain; values pass. The channels are q, k and
 * v side by side, in each of them the heads. It bounds what attention's softmax sees.
 *
 * Source: Henry et al. 2020, "Query-key normalization for transformers", with RMS for the norm, as in Dehghani et al. 2023.
 */
export function normalizeHeads(from: number, shape: Shape, { gQ, gK }: HeadGains): Node {
  const size = gQ.tensor.columns;
  const third = shape.channels / 3;
  const chunks = third / size;
  const parts = [gQ, gK];
  return {
    kind: 'normalizeHeads',
    from: [from],
    shape,
    learned: parts,
    part: 'normalization',
    readsInput: true,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx], gradients }) {
      const rows = h.rows;
      const inverses = new Float64Array(rows * 2 * chunks);
      /** Calls back with the chunk of each head's queries (0) and keys (1). */
      const visit = (one: (at: number, part: number, chunk: number) => void) => {
        for (let row = 0, chunk = 0; row < rows; row++) {
          for (let part = 0; part < 2; part++) {
            for (let head = 0; head < chunks; head++, chunk++) {
              one(row * shape.channels + part * third + head * size, part, chunk);
            }
          }
        }
      };
      return {
        forward() {
          const [input, output] = [x.values, h.values];
          output.set(input);
          const gains = parts.map(({ tensor }) => tensor.values);
          visit((at, part, chunk) => {
            let squares = 0;
            for (let j = 0; j < size; j++) squares += input[at + j] * input[at + j];
            inverses[chunk] = 1 / Math.sqrt(squares / size + EPSILON);
            for (let j = 0; j < size; j++) output[at + j] = input[at + j] * inverses[chunk] * gains[part][j];
          });
        },
        backward() {
          const [input, signal] = [x.values, d.values];
          for (const gradient of gradients) gradient?.values.fill(0);
          dx?.values.set(signal);
          const passed = dx?.values;
          const gains = parts.map(({ tensor }) => tensor.values);
          const sums: (Tensor['values'] | undefined)[] = gradients.map(gradient => gradient?.values);
          visit((at, part, chunk) => {
            const inverse = inverses[chunk];
            let products = 0;
            for (let j = 0; j < size; j++) {
              const xHat = input[at + j] * inverse;
              const sum = sums[part];
              if (sum) sum[j] += signal[at + j] * xHat;
              products += signal[at + j] * gains[part][j] * xHat;
            }
            for (let j = 0; passed && j < size; j++) {
              const xHat = input[at + j] * inverse;
              passed[at + j] = (signal[at + j] * gains[part][j] - xHat * (products / size)) * inverse;
            }
          });
        },
      };
    },
  };
}
