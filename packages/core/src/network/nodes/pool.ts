import type { Node, Shape } from './node.ts';
import { type WindowSettings, windowsOf } from './windows.ts';

/** The mean or the largest of the positions of each window, channel by channel; padding does not count. */
export function pool(from: number, shape: Shape, how: 'mean' | 'max', settings: WindowSettings): Node {
  const { positions, channels } = shape;
  const { axes, size, count, positions: sources } = windowsOf(shape, settings);
  /** By window of a sample, the places of its inputs' first channels. */
  const inside = Array.from({ length: count }, (_, window) =>
    [...sources.subarray(window * size, (window + 1) * size)]
      .filter(source => source >= 0)
      .map(source => source * channels),
  );
  return {
    kind: 'pool',
    from: [from],
    shape: { positions: count, channels, axes },
    learned: [],
    part: 'slope',
    readsInput: false,
    readsOutput: false,
    inPlace: 'nothing',
    on({ x: [x], h, d, dx: [dx] }) {
      const samples = h.rows / count;
      /** By entry of the output, the place of its largest input. */
      const chosen = new Int32Array(how === 'max' ? samples * count * channels : 0);
      /** Calls back with each window's inputs, as the places of their first channels. */
      const visit = (one: (window: number, first: number, places: readonly number[]) => void) => {
        for (let n = 0; n < samples; n++) {
          for (const [window, places] of inside.entries())
            one(n * count + window, n * positions * channels, places);
        }
      };
      return {
        forward() {
          const [input, output] = [x.values, h.values];
          visit((window, first, places) => {
            for (let j = first, to = window * channels; j < first + channels; j++, to++) {
              if (how === 'max') {
                let best = places[0] + j;
                for (const place of places) if (input[place + j] > input[best]) best = place + j;
                chosen[to] = best;
                output[to] = input[best];
              } else {
                let sum = 0;
                for (const place of places) sum += input[place + j];
                output[to] = sum / places.length;
              }
            }
          });
        },
        backward() {
          if (!dx) return;
          const [signal, passed] = [d.values, dx.values];
          passed.fill(0);
          if (how === 'max') for (const [to, place] of chosen.entries()) passed[place] += signal[to];
          else
            visit((window, first, places) => {
              for (const place of places) {
                for (let j = 0; j < channels; j++) {
                  passed[first + place + j] += signal[window * channels + j] / places.length;
                }
              }
            });
        },
        pieces: () => chosen,
      };
    },
  };
}
