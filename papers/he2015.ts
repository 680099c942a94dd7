import { type InitSettings, parseExperiment, RandomState, Trainer } from 'gradscope';
import { perLayer, repeat } from './estimate.ts';
import { compare, observe, type Paper, type Row } from './paper.ts';
import { draw, networkOf, squaredSignals } from './randomNetwork.ts';

const [WIDTH, DEPTH, SAMPLES, SEED] = [256, 30, 8, 2015];
const NETWORKS = 40;
const [STEPS, TRAININGS] = [1000, 3];
/** Share of points classified right at the last step from which on a network counts as trained. */
const TRAINED = 0.9;

export const he2015: Paper = {
  authors: 'He, Zhang, Ren & Sun',
  year: 2015,
  title: 'Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification',
  source: 'ICCV 2015, section 2.2, equations 10 and 14, figure 3',
  subject: 'the factor 2 that ReLU needs',
  claim:
    'With ReLU units and Var(W) = 1/n, as Glorot & Bengio’s is in layers of equal width, the variance of the gradient halves at every layer; with 2/n it stays. A 30-layer network converges with the latter, and does not begin to learn with the former.',
  setting:
    '27 convolutional and 3 dense layers on ImageNet; n is the number of connections of a response. 22 layers converge with both.',
  ourSetting: `Factors: 30 dense layers of ${WIDTH}, ${NETWORKS} networks, ${SAMPLES} normal inputs, a normal gradient at the outputs. Training: 30 dense layers of 50 on the spiral, the networks of examples/he-or-glorot.yaml (full batch, step size 0.02), ${STEPS} steps, seeds 0 – ${TRAININGS - 1}; trained is at least ${100 * TRAINED} % of the points right at the last step.`,
  remark:
    'The convolutions are replaced by dense layers, ImageNet by a spiral: what is tested is that depth and scale alone decide.',
  rerun: () => [...gradientFactors(NETWORKS), ...trainings(TRAININGS, STEPS)],
};

export function gradientFactors(networks: number): Row[] {
  return [
    compare(
      'gradient variance per layer, Var(W) = 1/n',
      1 / 2,
      gradientFactor({ kind: 'lecunNormal' }, networks),
    ),
    compare('gradient variance per layer, Var(W) = 2/n', 1, gradientFactor({ kind: 'heNormal' }, networks)),
  ];
}

function gradientFactor(init: InitSettings, networks: number) {
  const random = new RandomState(SEED);
  const hidden = Array<number>(DEPTH).fill(WIDTH);
  const network = networkOf({ features: WIDTH, hidden, outputs: 10, activation: { kind: 'relu' } }, SAMPLES);
  const total = repeat(networks, () => {
    draw(network, init, random);
    const signals = squaredSignals(network, random);
    return signals[0] / signals[DEPTH - 1];
  });
  return perLayer(total, DEPTH - 1);
}

function trainings(seeds: number, steps: number): Row[] {
  const he = countTrained('heNormal', seeds, steps);
  const glorot = countTrained('glorotNormal', seeds, steps);
  return [
    observe('30 layers, Var(W) = 2/n: train', 'yes', `${he} of ${seeds}`, he === seeds),
    observe('30 layers, Var(W) = 1/n: train', 'no', `${glorot} of ${seeds}`, glorot === 0),
  ];
}

function countTrained(init: 'heNormal' | 'glorotNormal', seeds: number, steps: number): number {
  const accuracies = Array.from({ length: seeds }, (_, seed) => finalAccuracy(init, seed, steps));
  return accuracies.filter(accuracy => accuracy >= TRAINED).length;
}

function finalAccuracy(init: 'heNormal' | 'glorotNormal', seed: number, steps: number): number {
  const experiment = parseExperiment({
    seed,
    data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
    networks: [{ name: init, hidden: { layers: DEPTH, width: 50 }, activation: 'relu', init }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.02 }, steps },
    record: { every: [0], probes: [] },
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(steps + 1);
  return trainer.run().accuracy;
}
