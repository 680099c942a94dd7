import type { Experiment } from 'gradscope';

// Written out in full, as the experiments beside it are.

/** The steps of the sequences that the slider offers, and its first value. */
export const LENGTHS = { from: 10, to: 100, step: 5 } as const;
export const FIRST_LENGTH = 50;

const WIDTH = 32;
const RECURRENT = {
  kind: 'recurrent',
  width: WIDTH,
  cell: 'tanh',
  recurrentInit: { kind: 'orthogonal', gain: 1 },
  forgetBias: 1,
  truncate: 0,
  smallestRadius: 0.5,
  largestRadius: 0.99,
} as const;

/** What a memory beside the plain one is made of. */
export const MEMORIES = {
  lstmOpen: { title: 'LSTM, forget gate open', settings: { cell: 'lstm', forgetBias: 5 } },
  lstm: { title: 'LSTM, forget bias 1', settings: { cell: 'lstm' } },
  gru: { title: 'GRU', settings: { cell: 'gru' } },
  orthogonal: { title: 'tanh, orthogonal start', settings: {} },
  irnn: { title: 'ReLU, identity start', settings: { cell: 'relu', recurrentInit: { kind: 'identity' } } },
} as const;
export type Memory = keyof typeof MEMORIES;

type Network = Experiment['networks'][number];

function network(name: string, settings: object): Network {
  const recurrent = { ...RECURRENT, ...settings };
  const pool = { kind: 'pool', how: 'last', size: 0 };
  return {
    name,
    hidden: [recurrent, pool],
    activation: { kind: 'tanh' },
    init: { kind: 'glorotUniform' },
    normalization: 'none',
    residual: 'none',
    dropout: 0,
    bias: true,
    parameterization: 'standard',
  };
}

/** A plain tanh network with small recurrent weights and another memory, on the adding problem over so many steps. */
export function whisper(length: number, memory: Memory): Experiment {
  const small = { recurrentInit: { kind: 'normal', std: 0.15 } };
  return {
    seed: 1,
    data: { kind: 'adding', samples: 100, length },
    networks: [network('tanh', small), network(memory, MEMORIES[memory].settings)],
    training: {
      optimizer: { kind: 'adam', stepSize: 0.005, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      schedule: { kind: 'constant', warmup: 0 },
      l2: 0,
      steps: 1000,
      batch: 'full',
    },
    record: { every: 10, probes: ['time'] },
    precision: 'float64',
  };
}
