import type { Tensor } from '../../engine/engine.ts';
import type { Node, Shape } from './node.ts';

/** Of every `pieces` channels the largest. */
export function maxout(from: number, input: Shape, pieces: number): Node {
  return {
    kind: 'maxout',
    from: [from],
    shape: { ...input, channels: input.channels / pieces },
    learned: [],
    part: 'slope',
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }) {
      let chosen = new Int32Array(0);
      return {
        forward() {
          if (chosen.length !== h.values.length) chosen = new Int32Array(h.values.length);
          maxoutForward(x, h, chosen);
        },
        backward: () => dx && maxoutBackward(d, chosen, dx),
        pieces: () => chosen.slice(),
      };
    },
  };
}

/**
 * Maxout: a unit's output is the largest of its pieces, `h[n, j] = max_p z[n, j · pieces + p]`; the first of equals.
 *
 * Source: Goodfellow et al. 2013, "Maxout Networks".
 */
export function maxoutForward(z: Tensor, h: Tensor, chosen: Int32Array): void {
  const [input, output] = [z.values, h.values];
  const pieces = z.columns / h.columns;
  for (let i = 0; i < output.length; i++) {
    let best = i * pieces;
    for (let at = best + 1; at < (i + 1) * pieces; at++) {
      if (input[at] > input[best] || Number.isNaN(input[at])) best = at;
    }
    output[i] = input[best];
    chosen[i] = best;
  }
}

/** Overwrites `dz`: a unit's signal, `dh`, goes to the piece that `chosen` names, and 0 to the others. */
export function maxoutBackward(dh: Tensor, chosen: Int32Array, dz: Tensor): void {
  const [arriving, passed] = [dh.values, dz.values];
  passed.fill(0);
  for (let i = 0; i < arriving.length; i++) passed[chosen[i]] = arriving[i];
}
