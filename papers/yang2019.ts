import { RandomState } from 'gradscope';
import { perLayer, repeat } from './estimate.ts';
import { compare, type Paper, type Row } from './paper.ts';
import { draw, networkOf, squaredSignals } from './randomNetwork.ts';

const [WIDTH, DEPTH, SEED] = [256, 16, 2019];
/** Between these layers signal and gradient are at their fixed points. */
const [BOTTOM, TOP] = [5, 14];
const NETWORKS = 30;
const [RELU_BATCHES, LINEAR_BATCHES] = [
  [8, 32, 128],
  [6, 8, 16, 64],
];

export const yang2019: Paper = {
  authors: 'Yang, Pennington, Rao, Sohl-Dickstein & Schoenholz',
  year: 2019,
  title: 'A Mean Field Theory of Batch Normalization',
  source: 'ICLR 2019, theorem 8',
  subject: 'batch normalization makes gradients explode',
  claim:
    'Batch normalization makes gradients explode: in a wide ReLU network with it the squared gradient grows at every layer by a factor that falls to π/(π − 1) = 1.467 as the batch B grows, in a linear one by (B − 2)/(B − 3).',
  setting:
    'The limit of infinite width, far from input and output; no ε in the normalization. Compared with 200 networks of width 1000.',
  ourSetting: `${NETWORKS} networks of ${DEPTH} layers of ${WIDTH}, batch normalization before the activation with ε = 1e-5, normal inputs, a normal gradient at the outputs; ‖∂loss/∂z‖² from layer ${TOP} down to ${BOTTOM}. ReLU is compared with the theorem’s factor at each B; differences are shares of the growth, the factor less 1.`,
  remark:
    'In the linear network nothing but the normalization draws the samples’ covariance back to its fixed point, and that takes some B/2 layers; at width 256 and large B it drifts away faster, samples become alike, and the gradient grows by more than in the limit.',
  rerun: () => [
    ...RELU_BATCHES.map(batch => reluRate(batch, NETWORKS)),
    ...LINEAR_BATCHES.map(batch => linearRate(batch, NETWORKS)),
  ],
};

export function reluRate(batch: number, networks: number): Row {
  return compareRate(`ReLU, B = ${batch}`, reluTheory(batch), 'relu', batch, networks);
}

export function linearRate(batch: number, networks: number): Row {
  return compareRate(`linear, B = ${batch}`, (batch - 2) / (batch - 3), 'identity', batch, networks);
}

/** Compares the growth: the factor less 1. */
function compareRate(
  quantity: string,
  expected: number,
  kind: 'relu' | 'identity',
  batch: number,
  networks: number,
): Row {
  return compare(quantity, expected, measureRate(kind, batch, networks), expected - 1);
}

function measureRate(kind: 'relu' | 'identity', batch: number, networks: number) {
  const random = new RandomState(SEED);
  const hidden = Array<number>(DEPTH).fill(WIDTH);
  const shape = {
    features: WIDTH,
    hidden,
    outputs: 10,
    activation: { kind },
    normalization: 'batch',
  } as const;
  const network = networkOf(shape, batch);
  const total = repeat(networks, () => {
    draw(network, { kind: 'lecunNormal' }, random);
    const signals = squaredSignals(network, random);
    return signals[BOTTOM - 1] / signals[TOP - 1];
  });
  return perLayer(total, TOP - BOTTOM);
}

/** Equation 25 with α = 1, J the arc-cosine kernel. */
export function reluTheory(B: number): number {
  const c = -1 / (B - 1);
  const angle = Math.PI - Math.acos(c);
  const [J, slope] = [(Math.sqrt(1 - c * c) + angle * c) / Math.PI, angle / Math.PI];
  return ((B - 1) * (slope + B - 1)) / ((B - 3) * (B - 1) * (1 - J)) - 1 / (B - 3);
}
