import type { Node } from './node.ts';

/** Nodes of one position each, one after the other: a sequence. The opposite of `take`. */
export function stack(from: readonly number[], channels: number): Node {
  const positions = from.length;
  return {
    kind: 'stack',
    from,
    shape: { positions, channels },
    learned: [],
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on: ({ x, h, d, dx }) => ({
      forward() {
        const output = h.values;
        for (const [t, { values, rows }] of x.entries()) {
          for (let n = 0; n < rows; n++) {
            output.set(values.subarray(n * channels, (n + 1) * channels), (n * positions + t) * channels);
          }
        }
      },
      backward() {
        const signal = d.values;
        for (const [t, passed] of dx.entries()) {
          for (let n = 0; passed && n < passed.rows; n++) {
            const start = (n * positions + t) * channels;
            passed.values.set(signal.subarray(start, start + channels), n * channels);
          }
        }
      },
    }),
  };
}
