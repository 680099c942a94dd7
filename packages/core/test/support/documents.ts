import { activationKinds } from '../../src/network/activation/index.ts';
import { probeKinds } from '../../src/probe/index.ts';

/** A document that parseExperiment takes: one small network, 30 steps. */
export function smallDocument() {
  return {
    seed: 3,
    data: { kind: 'spiral', pointsPerClass: 8, classes: 3, noise: 0.2 },
    networks: [
      { name: 'sigmoid', hidden: [5, 4], activation: 'sigmoid', init: { kind: 'normal', std: 0.5 } },
      { name: 'relu', hidden: [6], activation: 'relu', init: { kind: 'normal', std: 0.5 } },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.5 }, l2: 0.001, steps: 30 },
    record: { every: 1, probes: ['loss', 'gradient', 'neuron'] },
  };
}

/** The notebook's experiment. */
export function notebookDocument(steps: number, precision: 'float64' | 'float32' = 'float64') {
  const settings = { hidden: [50, 50], init: { kind: 'normal', std: 0.1 } };
  return {
    seed: 0,
    data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
    networks: [
      { name: 'sigmoid', activation: 'sigmoid', ...settings },
      { name: 'relu', activation: 'relu', ...settings },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps },
    precision,
  };
}

/** How many of the activations, in the order of their table, are in the first network. */
const HALF = 11;

/** Probes with decompositions, or with many columns. */
const SLOW = ['weightSpectrum', 'jacobian', 'neuron'];

/** Networks with all that can be in one: each activation, every normalization, skips, dropout, own layers, mini-batches. */
export function generalDocument(steps: number, precision: 'float64' | 'float32' = 'float64') {
  const plain = ['sigmoid', 'relu', 'identity'];
  const all = Object.keys(activationKinds).filter(name => !plain.includes(name));
  const [kinds, others] = [all.slice(0, HALF), [...all.slice(HALF), 'maxout']];
  const layers = (names: readonly string[]) => names.map(activation => ({ width: 8, activation }));
  const [sigmoid, relu] = [
    { activation: 'sigmoid', init: 'glorotNormal' },
    { activation: 'relu', init: 'heUniform' },
  ];
  return {
    seed: 5,
    data: { kind: 'moons', samples: 60, noise: 0.1 },
    networks: [
      { name: 'smooth', hidden: layers(kinds), ...sigmoid, residual: 'identity', normalization: 'layer' },
      { name: 'kinked', hidden: layers(others), ...relu, normalization: 'batch', dropout: 0.2 },
    ],
    training: {
      optimizer: { kind: 'adam' },
      schedule: { kind: 'cosine', warmup: 3 },
      clip: { norm: 1 },
      batch: 16,
      steps: Math.floor(steps),
    },
    record: {
      every: 'log',
      probes: Object.keys(probeKinds).filter(name => !SLOW.includes(name)),
    },
    precision,
  };
}

/** Each loss with an activation at the output, and the losses of scores without one. */
const LOSSES = [
  ['crossEntropy', 'softmax'],
  ['binaryCrossEntropy', 'sigmoid'],
  ['binaryCrossEntropyWithLogits', 'identity'],
  ['meanSquaredError', 'relu'],
  ['meanAbsoluteError', 'tanh'],
  ['huber', 'softmax'],
] as const;

/** Small networks, one for each loss. */
export const lossDocuments = (steps: number, precision: 'float64' | 'float32') =>
  LOSSES.map(([loss, activation]) => ({
    precision,
    data: { kind: 'moons', samples: 30, noise: 0.1 },
    networks: [
      {
        name: `${loss}-${activation}`,
        hidden: [6],
        activation: 'tanh',
        init: 'glorotNormal',
        output: { activation },
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, loss, steps },
  }));
