import type { GivenData } from 'gradscope';
import { ADDING, eachPosition, pictures, tokens, valuesAtEach } from './layerRows.ts';

/** Larger steps of normalized convolutions are chaotic: rounding grows to 1e-6 of the loss. */
const SMALL = { kind: 'sgd', stepSize: 0.01 };
const last = { kind: 'pool', how: 'last' };
const mean = { kind: 'pool' };
const recurrent = (cell: string, more: object = {}) => ({ kind: 'recurrent', cell, width: 4, ...more });
const convolution = (more: object = {}) => ({ kind: 'convolution', channels: 3, ...more });
const attention = (more: object = {}) => ({ kind: 'attention', heads: 2, ...more });

export interface Others {
  /** Rows, or the settings of a kind of data; by default the adding problem. */
  readonly data?: GivenData | { readonly kind: string; readonly [setting: string]: unknown };
  readonly network?: object;
  readonly training?: object;
}

export type Case = readonly [name: string, hidden: readonly unknown[], others?: Others];

const pools: readonly (readonly [how: string, layers: readonly unknown[]])[] = [
  ...['last', 'mean', 'max', 'flatten'].map(how => [how, [{ kind: 'pool', how }]] as const),
  [
    'windows',
    [
      { kind: 'pool', how: 'max', size: 2 },
      { kind: 'pool', size: 3 },
      { kind: 'pool', how: 'flatten' },
    ],
  ],
];

const normalizations = ['none', 'batch', 'layer', 'rms'];

/** Layers before each pooling, by name. */
const pooled: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    normalizations.flatMap(normalization => [
      [`convolution ${normalization}`, [convolution({ padding: 1, normalization })]],
      [`dense ${normalization}`, [{ width: 4, normalization }]],
    ]),
  ),
  'attention pooled': [4, attention()],
};

const scales = [0.5, 'reZero', 'depth', 'deepNorm'];

const cells = ['tanh', 'relu', 'lstm', 'gru', 'diagonal'];

/**
 * Experiments with layers of every kind, short ones: for the tests of what is exported of them. Between them they have each
 * cell, normalization, pooling and scale of a block, answers for the last position or for each, batches, dropout, weight
 * decay and clipping.
 */
export const cases: readonly Case[] = [
  ...cells.flatMap(cell =>
    pools.map(
      ([how, pool]): Case => [
        how === 'last' ? cell : `${cell}, ${how}`,
        [recurrent(cell), ...pool],
        { data: { ...ADDING, samples: 12 } },
      ],
    ),
  ),
  ...Object.entries(pooled).flatMap(([name, layers]) =>
    pools.map(
      ([how, pool]): Case => [
        `${name}, ${how}`,
        [...layers, ...pool],
        { data: { ...ADDING, samples: 12 }, training: { optimizer: SMALL } },
      ],
    ),
  ),
  ...cells.map(
    (cell): Case => [
      `${cell}, at each position, stacked, with skip and dropout`,
      [recurrent(cell), recurrent(cell, { residual: 'identity', dropout: 0.2 })],
      {
        data: cell === 'gru' ? valuesAtEach() : eachPosition(2),
        training: { l2: 0.01, batch: 10, clip: { norm: 0.3 } },
      },
    ],
  ),
  ...['tanh', 'lstm', 'gru', 'diagonal'].map(
    (cell): Case => [
      `${cell}, truncated, AdamW`,
      [recurrent(cell, { truncate: 2, recurrentInit: { kind: 'identity' }, forgetBias: 2 }), mean],
      { training: { optimizer: { kind: 'adamw', stepSize: 0.02, weightDecay: 0.1 } } },
    ],
  ),
  ...['gru', 'lstm', 'diagonal'].map(
    (cell): Case => [
      `${cell}, without biases, mean field`,
      [recurrent(cell), last],
      { network: { bias: false, parameterization: 'meanField', init: 'pytorchDefault' } },
    ],
  ),
  [
    'convolution',
    [
      convolution({ padding: 1, normalization: 'batch' }),
      convolution({ kernel: 2, stride: 2 }),
      { kind: 'pool', how: 'flatten' },
    ],
    { training: { batch: 10 } },
  ],
  [
    'convolution in two axes',
    [
      convolution({ kernel: 3, padding: 1, activation: { kind: 'maxout', pieces: 2 } }),
      { kind: 'pool', how: 'max', size: 2 },
      convolution({ kernel: 2, activation: 'gelu', normalization: 'layer', dropout: 0.1 }),
      mean,
    ],
    { data: pictures(2), training: { optimizer: SMALL } },
  ],
  [
    'convolution, windows of means, RMS',
    [
      convolution({ normalization: 'rms', activation: { kind: 'prelu' } }),
      { kind: 'pool', size: 2 },
      { kind: 'pool', how: 'max' },
    ],
    { network: { bias: false, parameterization: 'meanField' } },
  ],
  [
    'dense at each position, normalizations',
    [
      5,
      { width: 5, normalization: 'batch', residual: 'identity', dropout: 0.1 },
      { width: 4, normalization: 'rms' },
      { width: 4, normalization: 'layer', residual: 'identity' },
    ],
    {
      data: eachPosition(2),
      training: { optimizer: { kind: 'momentum', stepSize: [0.1, 0.05, 0.1, 0.2, 0.1] } },
    },
  ],
  [
    'normalizations by themselves',
    [5, { kind: 'normalize', how: 'rms' }, 4, { kind: 'normalize', how: 'batch' }, mean],
  ],
  [
    'tokens, recurrent',
    [{ kind: 'embedding', vocabulary: 7, width: 4 }, { kind: 'positions' }, recurrent('gru'), last],
    { data: tokens(7), training: { l2: 0.01, batch: 10 } },
  ],
  ['attention', [4, attention(), mean]],
  [
    'attention, causal, at each position',
    [4, attention({ causal: true, residual: 'identity', dropout: 0.1 })],
    { data: eachPosition(3), training: { l2: 0.01 } },
  ],
  [
    'attention, normalized',
    [4, { kind: 'positions' }, attention({ qkNorm: true, causal: true }), last],
    { training: { l2: 0.01 } },
  ],
  [
    'attention, mean field',
    [4, attention(), mean],
    { network: { bias: false, parameterization: 'meanField' } },
  ],
  [
    'tokens',
    [{ kind: 'embedding', vocabulary: 7, width: 4 }, { kind: 'positions' }, attention(), mean],
    { data: tokens(7), training: { l2: 0.01, optimizer: { kind: 'adamw', stepSize: 0.02 } } },
  ],
  ['waves', [3, { kind: 'positions', how: 'sinusoidal' }, { kind: 'pool', how: 'max' }]],
  ...['pre', 'post', 'none'].flatMap(norm =>
    ['layer', 'rms', 'batch'].map((normalization): Case => {
      const block = (scale: unknown, ...layers: unknown[]) => ({
        kind: 'block',
        norm,
        normalization,
        scale,
        layers,
      });
      return [
        `blocks, ${norm}, ${normalization}`,
        [
          4,
          block(scales[0], attention({ dropout: 0.1 })),
          block(scales[1], 6, { width: 4, activation: 'identity' }),
          block(scales[2], recurrent('lstm')),
          block(scales[3], 4),
          { kind: 'normalize', how: normalization },
          mean,
        ],
        { training: { batch: 15 } },
      ];
    }),
  ),
  ...scales.map(
    (scale): Case => [
      `blocks, scale ${scale}`,
      [
        4,
        { kind: 'block', scale, layers: [recurrent('gru')] },
        {
          kind: 'block',
          norm: 'post',
          normalization: 'rms',
          scale,
          layers: [attention(), { kind: 'block', scale, norm: 'none', layers: [attention(), 4] }],
        },
        last,
      ],
      { network: { init: 'pytorchDefault' }, training: { l2: 0.01 } },
    ],
  ),
  [
    'a convolutional block in two axes',
    [
      convolution({ kernel: 1 }),
      {
        kind: 'block',
        normalization: 'batch',
        layers: [convolution({ padding: 1 }), convolution({ padding: 1 })],
      },
      mean,
    ],
    { data: pictures(1) },
  ],
  [
    'a recurrence over a picture, and after pooling',
    [recurrent('tanh'), { kind: 'pool', size: 2 }, attention(), mean, recurrent('lstm')],
    { data: pictures(2) },
  ],
  [
    'on one position',
    [
      recurrent('lstm'),
      convolution({ kernel: 1, normalization: 'batch', dropout: 0.1 }),
      mean,
      recurrent('diagonal'),
    ],
    { data: { kind: 'moons', samples: 20 } },
  ],
  [
    'on one position, attention',
    [4, { kind: 'block', layers: [attention()] }, { kind: 'pool', size: 1 }, recurrent('tanh')],
    { data: { kind: 'moons', samples: 20 } },
  ],
  [
    'the copy problem',
    [{ kind: 'embedding', vocabulary: 6, width: 4 }, recurrent('lstm')],
    { data: { kind: 'copy', samples: 20, length: 3, symbols: 4, delay: 3, tokens: 'number' } },
  ],
  ['sines', [recurrent('gru')], { data: { kind: 'sines', samples: 20, length: 9 } }],
  [
    'characters, held out',
    [{ kind: 'embedding', vocabulary: 54, width: 4 }, attention({ causal: true })],
    { data: { kind: 'characters', length: 20, tokens: 'number', test: 0.9 } },
  ],
  [
    'pictures of digits, held out',
    [convolution({ kernel: 3, stride: 2 }), { kind: 'pool', how: 'flatten' }],
    { data: { kind: 'digits', shape: 'picture', standardize: true, test: 0.5 }, training: { batch: 50 } },
  ],
];
