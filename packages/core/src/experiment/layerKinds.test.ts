import { describe, expect, test } from 'vitest';
import { type LayerNetworkOptions, layerNetwork, settingsOf } from '../../test/support/layerNetwork.ts';
import { referenceEngine } from '../engine/reference.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { activatedLayers } from '../network/layers/index.ts';
import { modelOf } from '../network/model.ts';
import { checkGradients } from '../probe/gradientCheck.ts';
import { hiddenSchema } from './hiddenSettings.ts';
import { layersOf } from './layers.ts';
import type { ExperimentInput } from './schema.ts';

const recurrent = (cell: string, others: object = {}) => ({ kind: 'recurrent', cell, width: 4, ...others });
const last = { kind: 'pool', how: 'last' };

const cases: readonly [string, readonly unknown[], LayerNetworkOptions?][] = [
  ...['tanh', 'relu', 'lstm', 'gru', 'diagonal'].map((cell): [string, unknown[]] => [
    `a ${cell} recurrence`,
    [recurrent(cell), last],
  ]),
  [
    'two recurrences with a skip connection and an answer at each position',
    [recurrent('tanh'), recurrent('gru', { residual: 'identity' })],
    { answers: 5 },
  ],
  ['a dense layer at each position', [3, last]],
  [
    'a convolution along one axis',
    [{ kind: 'convolution', channels: 3, kernel: 3, padding: 1 }, { kind: 'pool' }],
  ],
  [
    'with stride and normalization',
    [
      { kind: 'convolution', channels: 3, kernel: 2, stride: 2, normalization: 'batch' },
      { kind: 'pool', how: 'flatten' },
    ],
  ],
  [
    'a convolution along two axes, pooled',
    [
      { kind: 'convolution', channels: 3, kernel: 3, padding: 1 },
      { kind: 'pool', how: 'max', size: 2 },
      { kind: 'convolution', channels: 2, kernel: 2, activation: 'gelu' },
      { kind: 'pool' },
    ],
    { axes: [5, 4] },
  ],
  [
    'a convolution with maxout',
    [
      { kind: 'convolution', channels: 3, kernel: 2, activation: { kind: 'maxout', pieces: 2 } },
      { kind: 'pool' },
    ],
  ],
  [
    'a convolution after pooling has removed an axis',
    [{ kind: 'pool' }, { kind: 'convolution', channels: 3, kernel: 1 }, { kind: 'pool' }],
    { axes: [3, 2] },
  ],
  ['attention', [4, { kind: 'attention', heads: 2 }, { kind: 'pool' }]],
  [
    'causal attention with normalized heads, at each position',
    [4, { kind: 'attention', heads: 2, causal: true, qkNorm: true, residual: 'identity' }],
    { answers: 5 },
  ],
  [
    'tokens and positions',
    [{ kind: 'embedding', vocabulary: 6, width: 4 }, { kind: 'positions' }, 3, { kind: 'pool' }],
    { channels: 1, tokens: 6 },
  ],
  ['sinusoidal positions', [4, { kind: 'positions', how: 'sinusoidal' }, { kind: 'pool', how: 'max' }]],
  [
    'RMS normalization',
    [4, { width: 4, normalization: 'rms' }, { kind: 'normalize', how: 'rms' }, { kind: 'pool' }],
  ],
  ...['pre', 'post', 'none'].map((norm): [string, unknown[]] => [
    `blocks, ${norm}-norm`,
    [
      4,
      {
        repeat: 2,
        layers: [
          { kind: 'block', norm, layers: [{ kind: 'attention', heads: 2 }] },
          { kind: 'block', norm, layers: [6, { width: 4, activation: 'identity' }] },
        ],
      },
      { kind: 'normalize' },
      { kind: 'pool' },
    ],
  ]),
  ...[0.5, 'reZero', 'depth', 'deepNorm'].map((scale): [string, unknown[]] => [
    `blocks with scale ${scale}`,
    [
      4,
      { kind: 'block', scale, normalization: 'rms', layers: [recurrent('lstm')] },
      { kind: 'block', norm: 'none', scale, layers: [4] },
      last,
    ],
  ]),
  [
    'a convolutional block',
    [
      { kind: 'convolution', channels: 3, kernel: 1 },
      {
        kind: 'block',
        normalization: 'batch',
        layers: [
          { kind: 'convolution', channels: 3, kernel: 3, padding: 1 },
          { kind: 'convolution', channels: 3, kernel: 3, padding: 1 },
        ],
      },
      { kind: 'pool' },
    ],
    { axes: [4, 4] },
  ],
];

describe.each(cases)('%s', (_, hidden, options) => {
  test('agrees with central differences, relative error ≤ 1e-7', () => {
    const network = layerNetwork(hidden, options);
    for (const { layer, parameter, relativeError, compared } of checkGradients(network, 0.01)) {
      expect(relativeError, `${parameter}${layer}`).toBeLessThanOrEqual(1e-7);
      expect(compared).toBeGreaterThan(0);
    }
  });

  test('has the same bits on both engines', () => {
    const [one, two] = [wasmEngine(), referenceEngine()].map(engine => {
      const network = layerNetwork(hidden, { ...options, engine });
      const result = network.backpropagate();
      return [result, network.learned.map(({ gradient }) => Array.from(gradient.values))];
    });
    expect(one).toEqual(two);
  });
});

test('a network without biases has none in a gru', () => {
  const { hidden, ...others } = settingsOf([recurrent('gru'), last], { bias: false });
  const layers = layersOf({ hidden, ...others }, { features: 10, axes: [5] }, 1);
  const model = modelOf(
    wasmEngine(),
    layers.map(({ settings }) => settings),
  );
  expect(model.layers.flatMap(({ learned }) => learned.map(({ name }) => name))).toEqual(['W', 'U', 'W']);
});

test('the type of a document knows the settings of every kind, and what they may be', () => {
  type Hidden = ExperimentInput['networks'][number]['hidden'];
  const right: Hidden = [
    { kind: 'recurrent', cell: 'lstm', width: 8, recurrentInit: 'identity' },
    {
      repeat: 2,
      layers: [{ kind: 'block', scale: 'reZero', layers: [{ kind: 'attention', causal: true }] }],
    },
    { kind: 'pool', how: 'last' },
  ];
  const wrong: Hidden[] = [
    // @ts-expect-error: no such cell
    [{ kind: 'recurrent', cell: 'ltsm', width: 8 }],
    // @ts-expect-error: a convolution has channels, no width
    [{ kind: 'convolution', width: 8 }],
    // @ts-expect-error: channels have no default
    [{ kind: 'convolution', kernel: 3 }],
  ];
  expect(hiddenSchema().safeParse(right).success).toBe(true);
  for (const hidden of wrong) expect(hiddenSchema().safeParse(hidden).success).toBe(false);
});

test('a recurrent layer has no activation of its settings, and a block those of its layers', () => {
  const hidden = hiddenSchema().parse([
    { kind: 'recurrent', width: 2 },
    {
      kind: 'block',
      layers: [
        { kind: 'attention', heads: 1 },
        { width: 2, activation: 'gelu' },
      ],
    },
    2,
  ]);
  const layers = layersOf({ ...settingsOf([last]), hidden }, { features: 10, axes: [5] }, 2).map(
    ({ settings }) => settings,
  );
  expect(activatedLayers(layers.slice(0, -1)).map(({ activation }) => activation.kind)).toEqual([
    'gelu',
    'tanh',
  ]);
});
