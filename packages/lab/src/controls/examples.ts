/**
 * Experiments of the repository's `examples/` whose networks are recurrent, convolutions or transformers, by name of the
 * file. They record more often, since the lab draws while it trains. A test compares them with the files.
 */
const adam = (stepSize: number) => ({ kind: 'adam', stepSize });
const ends = { activation: 'tanh', init: 'glorotUniform' } as const;
const last = { kind: 'pool', how: 'last' } as const;
const flat = { kind: 'pool', how: 'flatten' } as const;
const convolution = { kind: 'convolution', channels: 8, kernel: 3, padding: 1 } as const;

const recurrent = (name: string, own: object) => ({
  name,
  hidden: [{ kind: 'recurrent', width: 32, ...own }, last],
  ...ends,
});

const transformer = (name: string, norm: 'pre' | 'post') => ({
  name,
  hidden: [
    { kind: 'embedding', vocabulary: 16, width: 32 },
    { kind: 'positions' },
    {
      repeat: 6,
      layers: [
        { kind: 'block', norm, layers: [{ kind: 'attention', heads: 4 }] },
        {
          kind: 'block',
          norm,
          layers: [
            { width: 64, activation: 'relu' },
            { width: 32, activation: 'identity' },
          ],
        },
      ],
    },
    ...(norm === 'pre' ? [{ kind: 'normalize' }] : []),
    last,
  ],
  activation: 'relu',
  init: 'glorotUniform',
});

const orthogonal = (gain: number) => ({ cell: 'tanh', recurrentInit: { kind: 'orthogonal', gain } });

export const EXAMPLES = {
  forgetting: {
    seed: 1,
    data: { kind: 'adding', samples: 2000, length: 100 },
    networks: [recurrent('tanh', { cell: 'tanh' }), recurrent('lstm', { cell: 'lstm', forgetBias: 1 })],
    training: { optimizer: adam(0.005), batch: 50, clip: { norm: 1 }, steps: 1000 },
    record: { every: 10, probes: ['loss', 'gradient', 'signal', 'time'] },
  },
  'exploding-in-time': {
    seed: 1,
    data: { kind: 'adding', samples: 1000, length: 50 },
    networks: [recurrent('kept', orthogonal(1)), recurrent('twice', orthogonal(2))],
    training: { optimizer: { kind: 'sgd', stepSize: 0.05 }, batch: 50, steps: 300 },
    record: { every: 10, probes: ['loss', 'gradient', 'signal', 'time'] },
  },
  convolutions: {
    seed: 1,
    data: { kind: 'digits', shape: 'picture', standardize: true, test: 0.2 },
    networks: [
      {
        name: 'plain',
        hidden: [{ repeat: 30, layers: [convolution] }, flat],
        activation: 'relu',
        init: 'pytorchDefault',
      },
      {
        name: 'residual',
        hidden: [
          convolution,
          {
            repeat: 29,
            layers: [{ kind: 'block', norm: 'pre', normalization: 'batch', layers: [convolution] }],
          },
          flat,
        ],
        activation: 'relu',
        init: 'pytorchDefault',
      },
    ],
    training: { optimizer: adam(0.001), batch: 32, steps: 200 },
    record: { every: 10, probes: ['loss', 'gradient', 'signal'] },
  },
  transformer: {
    seed: 1,
    data: { kind: 'recall', samples: 1000, tokens: 'number' },
    networks: [transformer('preNorm', 'pre'), transformer('postNorm', 'post')],
    training: { optimizer: adam(0.001), batch: 32, steps: 400 },
    record: { every: 10, probes: ['loss', 'gradient', 'attention', 'block'] },
  },
} as const;
