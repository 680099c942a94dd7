import type { Layer } from '../network/layer.ts';
import { hiddenLayers } from './hiddenLayers.ts';
import type { ProbeKind } from './probe.ts';

/** A unit is saturated, for a sample, if its slope is below this share of the function's largest. */
const SATURATED = 0.01;

/**
 * The outputs of the units of each hidden layer, `a = φ(u)` before dropout and skip, over all units and
 * samples: `act_mean`, `act_std` (of the population), and `saturated`, the share with |φ′(u)| < 0.01 max|φ′|.
 * If half of ReLU's units are off, half count as saturated: that is no fault; see `dead`. Maxout does not
 * saturate.
 */
export const activationProbe: ProbeKind<'act_mean' | 'act_std' | 'saturated'> = {
  label: 'Activations, saturation',
  columns(layers) {
    const count = layers.length - 1;
    return { act_mean: count, act_std: count, saturated: count };
  },
  create: ({ layers }) => ({
    measure(row) {
      const [means, deviations, saturated] = [row('act_mean'), row('act_std'), row('saturated')];
      for (const [l, layer] of hiddenLayers(layers).entries()) {
        const summary = summarize(layer);
        means[l] = summary.mean;
        deviations[l] = summary.deviation;
        saturated[l] = summary.saturated;
      }
    },
  }),
};

/**
 * In one pass: the moments are computed from the differences to the first value, which is close to the
 * others.
 */
function summarize({ activation, a, u }: Layer) {
  const [output, input] = [a.values, u.values];
  const limit = activation ? SATURATED * activation.largestSlope : 0;
  const count = output.length;
  const first = output[0];
  let [sum, squares, saturated] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const difference = output[i] - first;
    sum += difference;
    squares += difference * difference;
    if (activation && Math.abs(activation.backward(1, output[i], input[i])) < limit) saturated++;
  }
  const shift = sum / count;
  const variance = Math.max(0, squares / count - shift * shift);
  return { mean: first + shift, deviation: Math.sqrt(variance), saturated: saturated / count };
}
