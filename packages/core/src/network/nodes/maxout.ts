import { maxoutBackward, maxoutForward } from '../maxout.ts';
import type { Node, Shape } from './node.ts';

/** Of every `pieces` channels the largest. */
export function maxout(from: number, { positions, channels }: Shape, pieces: number): Node {
  return {
    kind: 'maxout',
    from: [from],
    shape: { positions, channels: channels / pieces },
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
