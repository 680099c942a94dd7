import { type Network, RandomState } from 'gradscope';
import { type Estimate, estimate } from './estimate.ts';
import { compare, type Paper, type Row } from './paper.ts';
import { fillNormal, structuredNetwork } from './structured.ts';

const [SEED, SEQUENCES] = [2024, 3000];

export const zucchet2024: Paper = {
  authors: 'Zucchet & Orvieto',
  year: 2024,
  title: 'Recurrent neural networks: vanishing and exploding gradients are not the end of the story',
  source: 'NeurIPS 2024, on the curse of memory',
  subject: 'the sensitivity of long memories to their parameters',
  claim:
    'For h[t] = λ h[t−1] + x[t] with white noise x of variance 1 the variance of h is 1/(1 − λ²), and that of ∂h/∂λ is (1 + λ²)/(1 − λ²)³: it explodes as λ comes to 1, though no gradient does.',
  setting: 'A calculation, for infinitely long sequences.',
  ourSetting: `The diagonal cell with one real λ, its factor √(1 − λ²) of the input taken out by hand; ∂h/∂λ at the last of 20/(1 − λ) positions by our backward pass, ${SEQUENCES} sequences each.`,
  remark:
    'The cell’s factor √(1 − λ²), Orvieto et al. 2023, keeps h at variance 1 and is itself a function of λ; here its part of the derivative is subtracted.',
  rerun: () => variances([0.5, 0.8, 0.9, 0.95], SEQUENCES),
};

export function variances(lambdas: readonly number[], sequences: number): Row[] {
  return lambdas.map(λ => {
    const square = λ * λ;
    const expected = (1 + square) / (1 - square) ** 3;
    return compare(`Var ∂h/∂λ at λ = ${λ}`, expected, varianceAt(λ, sequences));
  });
}

/** The mean of (∂h/∂λ)² over sequences of white noise; the mean of ∂h/∂λ is 0. */
function varianceAt(λ: number, sequences: number): Estimate {
  const length = Math.ceil(20 / (1 - λ));
  const network = networkOf(λ, length);
  const random = new RandomState(SEED);
  const nu = network.layers[0].learned.find(({ name }) => name === 'nu')!;
  const scale = Math.sqrt(1 - λ * λ);
  const squares = Array.from({ length: sequences }, () => {
    fillNormal(network.input.values, random);
    const [state] = network.forward().values;
    network.pass.output.d.values.fill(1);
    network.backward();
    // The state is scale · h; ν stands for λ = exp(−exp(ν)), so that dλ/dν = λ ln λ.
    const stateByλ = nu.gradient.values[0] / (λ * Math.log(λ));
    const hByλ = (stateByλ + (λ / scale) * (state / scale)) / scale;
    return hByλ * hByλ;
  });
  return estimate(squares);
}

/** One pair of states with a real λ, of which the output is the first; its input is one number a position. */
function networkOf(λ: number, length: number): Network {
  const hidden = [
    { kind: 'recurrent', cell: 'diagonal', width: 2 },
    { kind: 'pool', how: 'last' },
  ];
  const network = structuredNetwork({ hidden, axes: [length], channels: 1, samples: 1, outputs: 1 }, SEED);
  const numbers = (...values: number[]) => Float64Array.from(values);
  const cell = { nu: numbers(Math.log(-Math.log(λ))), theta: numbers(0) };
  network.layers[0].load({ fanIn: 1, fanOut: 2, W: numbers(1, 0), b: numbers(0, 0), ...cell });
  network.layers[1].load({ fanIn: 2, fanOut: 1, W: numbers(1, 0), b: numbers(0) });
  return network;
}
