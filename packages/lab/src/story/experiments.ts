import type { Experiment } from 'gradscope';

// Written out in full, as `parseExperiment` would complete them. Parsing them here would load the schema and
// its library into the page. A test compares the two.

type Network = Experiment['networks'][number];
type Training = Experiment['training'];

const PLAIN = {
  normalization: 'none',
  residual: 'none',
  dropout: 0,
  bias: true,
  parameterization: 'standard',
} as const;
const SPIRAL = { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 } as const;
const START = { kind: 'normal', std: 0.1 } as const;
const SGD = { kind: 'sgd', stepSize: 0.1 } as const;

function training(steps: number, optimizer: Training['optimizer'] = SGD): Training {
  return {
    optimizer,
    schedule: { kind: 'constant', warmup: 0 },
    l2: 0.001,
    steps,
    batch: 'full',
  };
}

function network(name: string, hidden: number[], settings: Partial<Network> = {}): Network {
  return { name, hidden, activation: { kind: 'sigmoid' }, init: START, ...PLAIN, ...settings };
}

/** The two networks of the 2016 notebook, which a page opens with by default. */
export const NOTEBOOK_PAIR: Experiment = {
  seed: 0,
  data: SPIRAL,
  networks: [network('sigmoid', [50, 50]), network('relu', [50, 50], { activation: { kind: 'relu' } })],
  training: training(50_000),
  record: { every: 10, probes: ['gradient', 'activation', 'dead', 'update', 'ledger'] },
  precision: 'float64',
};

/** The depths that the slider offers for the deep network, in hidden layers, and its first depth. */
export const DEPTHS = { from: 2, to: 20, step: 1 } as const;
export const FIRST_DEPTH = 8;
const WIDTH = 20;
const DEEP_STEPS = 2000;

function single(settings: Network, optimizer: Training['optimizer'] = SGD): Experiment {
  return {
    seed: 0,
    data: SPIRAL,
    networks: [settings],
    training: training(DEEP_STEPS, optimizer),
    record: { every: 10, probes: ['gradient', 'ledger'] },
    precision: 'float64',
  };
}

function widths(depth: number): number[] {
  return Array<number>(depth).fill(WIDTH);
}

/** The notebook's sigmoid network, deeper, and narrower so that it trains while one watches. */
export function deepSigmoid(depth: number): Experiment {
  return single(network('sigmoid', widths(depth)));
}

/** One change to {@link deepSigmoid}; everything else stays the same, including the seed. */
export interface Remedy {
  readonly title: string;
  /** The change, and why it might help. */
  readonly idea: string;
  readonly of: (depth: number) => Experiment;
}

export const REMEDIES: readonly Remedy[] = [
  {
    title: 'ReLU + He',
    idea: 'Units whose slope is 1 wherever they answer, and starting weights large enough to make up for the half of them that does not.',
    of: depth =>
      single(network('relu-he', widths(depth), { activation: { kind: 'relu' }, init: { kind: 'heNormal' } })),
  },
  {
    title: 'tanh + orthogonal',
    idea: 'Units whose slope is 1 at rest, and starting weights that turn a signal without shortening it.',
    of: depth =>
      single(
        network('tanh-orthogonal', widths(depth), {
          activation: { kind: 'tanh' },
          init: { kind: 'orthogonal', gain: 1 },
        }),
      ),
  },
  {
    title: 'Batch normalization',
    idea: 'The same sigmoid units and the same starting weights; but each unit’s input is centred and scaled over the data before it is squashed.',
    of: depth => single(network('sigmoid-batch-norm', widths(depth), { normalization: 'batch' })),
  },
  {
    title: 'Skip connections',
    idea: 'The same sigmoid units and the same starting weights; but each hidden layer adds its input to its answer, which gives the signal a way around.',
    of: depth => single(network('sigmoid-skip', widths(depth), { residual: 'identity' })),
  },
  {
    title: 'Adam',
    idea: 'Exactly the same network; only the optimizer differs, which divides each step by the size that the gradient has had lately.',
    of: depth =>
      single(network('sigmoid-adam', widths(depth)), {
        kind: 'adam',
        stepSize: 0.01,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
      }),
  },
];

/** A further experiment to try. */
export interface Suggestion {
  readonly question: string;
  readonly experiment: Experiment;
}

function compared(networks: Network[], steps: number): Experiment {
  return { ...single(networks[0]), networks, training: training(steps) };
}

const TANH = { activation: { kind: 'tanh' } } as const;
const deepTanh = (name: string, sigmaW: number) =>
  network(name, widths(20), { ...TANH, init: { kind: 'meanField', sigmaW, sigmaB: 0 } });

export const SUGGESTIONS: readonly Suggestion[] = [
  {
    question:
      'Is there a best size of starting weights? Three tanh networks of 20 layers, below, at and above it.',
    experiment: compared([deepTanh('ordered', 0.7), deepTanh('critical', 1), deepTanh('chaotic', 2)], 2000),
  },
  {
    question: 'Glorot or He? The same ReLU network of 20 layers from both.',
    experiment: compared(
      (['glorotNormal', 'heNormal'] as const).map(kind =>
        network(kind, widths(20), { activation: { kind: 'relu' }, init: { kind } }),
      ),
      2000,
    ),
  },
  {
    question: 'How deep can skip connections go? 50 layers of ReLU with and without them.',
    experiment: compared(
      (['none', 'identity'] as const).map(residual =>
        network(residual === 'none' ? 'plain' : 'skip', widths(50), {
          activation: { kind: 'relu' },
          init: { kind: 'normal', std: 0.1 },
          residual,
        }),
      ),
      1000,
    ),
  },
  {
    question:
      'Does it matter what is normalized over? Batch against layer normalization in 10 sigmoid layers.',
    experiment: compared(
      (['batch', 'layer'] as const).map(normalization =>
        network(normalization, widths(10), { normalization }),
      ),
      2000,
    ),
  },
];
