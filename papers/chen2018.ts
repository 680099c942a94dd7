import { activations, meanField, RandomState } from 'gradscope';
import { perLayer, repeat } from './estimate.ts';
import { compare, type Paper, type Row } from './paper.ts';
import { signalThroughTime, structuredNetwork } from './structured.ts';

const [WIDTH, LENGTH, SAMPLES, NETWORKS, SEED] = [200, 40, 6, 8, 2018];
/** Channels of the input, which is normal. */
const CHANNELS = 20;
/** Between these positions state and signal are at their fixed points. */
const [FIRST, LAST] = [10, 38];
const [SIGMA_W, SIGMA_B] = [0.3, 0];

export const chen2018: Paper = {
  authors: 'Chen, Pennington & Schoenholz',
  year: 2018,
  title:
    'Dynamical Isometry and a Mean Field Theory of RNNs: Gating Enables Signal Propagation in Recurrent Neural Networks',
  source: 'ICML 2018, on vanilla recurrent networks',
  subject: 'the mean field of recurrent networks through time',
  claim:
    'In a wide recurrent network the squared gradient changes by χ = σu² E φ′(√q* z)² at every step back in time, q* the fixed point of q = σu² E φ(√q z)² + σw² R + σb², R the mean square of the inputs; so 1/|ln χ| is the time over which it can be trained.',
  setting:
    'tanh networks in the limit of infinite width, compared with simulated ones; trained on sequences of MNIST.',
  ourSetting: `tanh layers of ${WIDTH} on ${LENGTH} positions, U ~ N(0, σu²/n), W ~ N(0, ${SIGMA_W}²/${CHANNELS}), b = 0, ${CHANNELS} normal inputs a position, a normal gradient at the last state; ‖∂loss/∂h[t]‖² from position ${LAST} back to ${FIRST}, ${NETWORKS} networks of ${SAMPLES} sequences. The paper’s column is the theory, computed by our mean field.`,
  remark:
    'U is the same at every position, while the theory draws it anew. What differs is the width: with 100, 200 and 400 units χ at σu = 0.7 is 0.432, 0.411 and 0.396.',
  rerun: () => rates([0.7, 1, 1.3, 2], NETWORKS),
};

export function rates(gains: readonly number[], networks: number): Row[] {
  return gains.map(gain => {
    const { chi1 } = meanField(activations.tanh, gain, Math.hypot(SIGMA_W, SIGMA_B));
    return compare(`χ at σu = ${gain}`, chi1, rateOf(gain, networks));
  });
}

function rateOf(sigmaU: number, networks: number) {
  const hidden = [
    {
      kind: 'recurrent',
      cell: 'tanh',
      width: WIDTH,
      recurrentInit: { kind: 'meanField', sigmaW: sigmaU, sigmaB: 0 },
    },
    { kind: 'pool', how: 'last' },
  ];
  const init = { kind: 'meanField', sigmaW: SIGMA_W, sigmaB: SIGMA_B };
  const shape = {
    hidden,
    network: { init },
    axes: [LENGTH],
    channels: CHANNELS,
    samples: SAMPLES,
    outputs: 10,
  };
  let seed = SEED;
  const total = repeat(networks, () => {
    const signal = signalThroughTime(structuredNetwork(shape, seed), new RandomState(seed++));
    return (signal[FIRST - 1] / signal[LAST - 1]) ** 2;
  });
  return perLayer(total, LAST - FIRST);
}
