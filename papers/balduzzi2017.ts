import type { Network } from 'gradscope';
import { compareDraw, type Paper, type Row } from './paper.ts';
import { fromSeeds, structuredNetwork } from './structured.ts';

const [POINTS, LAG, WIDTH, DRAWS, SEED] = [256, 5, 200, 12, 2017];
/** The inputs lie evenly in −RANGE … RANGE. */
const RANGE = 2;
/** Depths, and the autocorrelations that an independent program found. */
const KINDS = [
  { name: 'plain', depth: 2, program: 0.91 },
  { name: 'plain', depth: 50, program: 0.38 },
  { name: 'residual', depth: 2, program: 0.89 },
  { name: 'residual', depth: 50, program: 0.81 },
] as const;

export const balduzzi2017: Paper = {
  authors: 'Balduzzi, Frean, Leary, Lewis, Ma & McWilliams',
  year: 2017,
  title: 'The Shattered Gradients Problem: If resnets are the answer, then what is the question?',
  source: 'ICML 2017, on gradients of a network with one input',
  subject: 'gradients of deep plain networks that look like white noise',
  claim:
    'The gradient of a random ReLU network, as a function of its input, loses its correlation exponentially with depth, as 2^−L, and looks like white noise at 50 layers; with skip connections, scaled, it falls far more slowly.',
  setting:
    'ReLU networks of 200 units from one input on a grid of 256 points in −2 … 2; figure 1 shows 24 and 50 layers.',
  ourSetting: `Depths 2 and 50, width ${WIDTH}, He’s start, biases N(0, 1) in the first layer alone; ∂output/∂input at ${POINTS} points of −${RANGE} … ${RANGE}, its autocorrelation at lag ${LAG}, ${DRAWS} networks; residual: blocks x + φ(x W)/√L.`,
  remark:
    'Without biases a ReLU network of one input is linear on each side of 0, and its gradient has one jump: the first layer’s biases decide how many there are, and with them the correlations at small depths. What the program’s residual network does otherwise is not known.',
  rerun: () => autocorrelations(DRAWS),
};

export function autocorrelations(draws: number): Row[] {
  return KINDS.map(({ name, depth, program }) =>
    compareDraw(
      `autocorrelation at lag ${LAG}, ${name}, depth ${depth}`,
      program,
      fromSeeds(SEED, draws, seed => autocorrelation(gradients(networkOf(name, depth, seed)), LAG)),
    ),
  );
}

function networkOf(name: 'plain' | 'residual', depth: number, seed: number): Network {
  const first = { width: WIDTH, init: { kind: 'meanField', sigmaW: 1, sigmaB: 1 } };
  const layer = { width: WIDTH };
  const block = { kind: 'block', norm: 'none', scale: 'depth', layers: [layer] };
  const others = Array(depth - 1).fill(name === 'plain' ? layer : block);
  const network = { activation: 'relu', init: 'heNormal' };
  const shape = { hidden: [first, ...others], network, axes: [], channels: 1, samples: POINTS, outputs: 1 };
  return structuredNetwork(shape, seed, { backward: 'signals' });
}

/** ∂output/∂input at every point. */
function gradients(network: Network): number[] {
  const { input, pass } = network;
  for (let i = 0; i < POINTS; i++) input.values[i] = RANGE * ((2 * i) / (POINTS - 1) - 1);
  network.forward();
  pass.output.d.values.fill(1);
  network.backward();
  return [...pass.inputSignal!.values];
}

/** The correlation of a series with itself `lag` later, both less the mean of the whole. */
export function autocorrelation(series: readonly number[], lag: number): number {
  const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
  const centred = series.map(x => x - mean);
  const products = centred.slice(lag).reduce((sum, x, i) => sum + x * centred[i], 0);
  return products / centred.reduce((sum, x) => sum + x * x, 0);
}
