import { RandomState } from 'gradscope';
import { compareDraw, observe, type Paper, type Row, shortNumber } from './paper.ts';
import { fromSeeds, signalThroughTime, structuredNetwork } from './structured.ts';

const [WIDTH, LENGTH, SAMPLES, DRAWS, SEED] = [64, 100, 16, 12, 2013];
/** Recurrent gains, and log₁₀ of the signal's ratio that an independent program found for each. */
const GAINS = [
  { gain: 0.9, program: -4.4 },
  { gain: 1, program: -1.1 },
  { gain: 1.3, program: 0.8 },
  { gain: 2, program: 6.1 },
] as const;
/** Of the inputs, which are one number at each position. */
const STD = 0.1;

export const pascanu2013: Paper = {
  authors: 'Pascanu, Mikolov & Bengio',
  year: 2013,
  title: 'On the difficulty of training recurrent neural networks',
  source:
    'ICML 2013, on exploding and vanishing gradients; the effect itself: Bengio, Simard & Frasconi 1994',
  subject: 'vanishing and exploding gradients through time',
  claim:
    'The gradient of a recurrent network vanishes exponentially with the distance in time if the largest singular value of the recurrent weights is below 1/γ, γ the largest slope (1 for tanh); to explode it has to be above.',
  setting: 'A bound on products of Jacobians, for any recurrent network of this form.',
  ourSetting: `One tanh layer of ${WIDTH} units on ${LENGTH} positions, U ~ N(0, gain²/n), W ~ N(0, 1), inputs N(0, ${STD}²), a normal gradient at the last state; log₁₀ ‖∂loss/∂h₁‖ / ‖∂loss/∂h₁₀₀‖, ${DRAWS} networks of ${SAMPLES} sequences. The bound: U = 0.9 Q, Q orthogonal.`,
  remark:
    'The program’s inputs are not known; those of size 0.1 were chosen after trying 0.01, 0.1, 0.3 and 1, since larger ones saturate tanh and lower all four values.',
  rerun: () => [...ratios(DRAWS), ...bound(DRAWS)],
};

export function ratios(draws: number): Row[] {
  return GAINS.map(({ gain, program }) =>
    compareDraw(
      `log₁₀ ratio at gain ${gain}`,
      program,
      ratiosOf({ kind: 'meanField', sigmaW: gain, sigmaB: 0 }, draws),
    ),
  );
}

/** log₁₀ of the first position's signal over that of the last, of networks whose U starts like this. */
function ratiosOf(recurrentInit: object, draws: number): number[] {
  return fromSeeds(SEED, draws, seed => {
    const signal = signalThroughTime(networkOf(recurrentInit, seed), new RandomState(seed));
    return Math.log10(signal[0] / signal[LENGTH - 1]);
  });
}

function networkOf(recurrentInit: object, seed: number) {
  const hidden = [
    { kind: 'recurrent', cell: 'tanh', width: WIDTH, recurrentInit },
    { kind: 'pool', how: 'last' },
  ];
  return structuredNetwork(
    { hidden, axes: [LENGTH], channels: 1, samples: SAMPLES, outputs: 1, std: STD },
    seed,
  );
}

/** With all singular values at 0.9 the ratio is at most 0.9^99. */
export function bound(draws: number): Row[] {
  const limit = 99 * Math.log10(0.9);
  const largest = Math.max(...ratiosOf({ kind: 'orthogonal', gain: 0.9 }, draws));
  return [
    observe(
      'largest log₁₀ ratio, singular values 0.9',
      `at most ${shortNumber(limit)}`,
      shortNumber(largest),
      largest <= limit,
    ),
  ];
}
