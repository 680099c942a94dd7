import { describe, expect, test } from 'vitest';
import { type LayerNetworkOptions, layerNetwork } from '../../test/support/layerNetwork.ts';
import { referenceEngine } from '../engine/reference.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { checkGradients } from '../probe/gradientCheck.ts';

const attention = { kind: 'attention', heads: 2 };

/** Every kind and cell, on data that suit it; each keeps the positions. */
const KINDS: Readonly<Record<string, { layers: readonly unknown[]; data?: LayerNetworkOptions }>> = {
  ...Object.fromEntries(
    ['tanh', 'relu', 'lstm', 'gru', 'diagonal'].map(cell => [
      cell,
      { layers: [{ kind: 'recurrent', cell, width: 2 }] },
    ]),
  ),
  'convolution in one axis': { layers: [{ kind: 'convolution', channels: 2, kernel: 3, padding: 1 }] },
  'convolution in two axes': {
    layers: [{ kind: 'convolution', channels: 2, kernel: 3, padding: 1 }],
    data: { axes: [2, 3] },
  },
  attention: { layers: [attention] },
  'causal attention': { layers: [{ ...attention, causal: true }] },
  'attention of normalized heads': { layers: [{ ...attention, causal: true, qkNorm: true }] },
  embedding: {
    layers: [{ kind: 'embedding', vocabulary: 4, width: 2 }, { kind: 'positions' }],
    data: { channels: 1, tokens: 4 },
  },
};

const NORMALIZATIONS = ['none', 'batch', 'layer', 'rms'] as const;
const LOSSES = ['crossEntropy', 'meanSquaredError', 'binaryCrossEntropyWithLogits'] as const;

/** The layers plain with a normalization after them, and in blocks of every kind that has this normalization. */
function variants(layers: readonly unknown[], normalization: (typeof NORMALIZATIONS)[number]): unknown[][] {
  if (normalization === 'none') return [[...layers], [2, { kind: 'block', norm: 'none', layers }]];
  return [
    [...layers, { kind: 'normalize', how: normalization }],
    ...['pre', 'post'].map(norm => [2, { kind: 'block', norm, normalization, layers }]),
  ];
}

const isEmbedding = (kind: string) => kind === 'embedding';

function networks(kind: string, normalization: (typeof NORMALIZATIONS)[number], engine = wasmEngine) {
  const { layers, data = {} } = KINDS[kind];
  const positions = (data.axes ?? [5]).reduce((product, axis) => product * axis, 1);
  const hidden = variants(layers, normalization).slice(0, isEmbedding(kind) ? 1 : undefined);
  return hidden.flatMap(items =>
    LOSSES.flatMap(loss => [
      layerNetwork([...items, { kind: 'pool', how: 'last' }], { ...data, loss, engine: engine() }),
      layerNetwork(items, { ...data, loss, answers: positions, engine: engine() }),
    ]),
  );
}

describe.each(Object.keys(KINDS))('%s, with every loss, an answer at the last position and at each', kind => {
  test.each(NORMALIZATIONS)(
    'normalization %s, plain and in blocks: central differences, relative error ≤ 1e-7',
    normalization => {
      for (const network of networks(kind, normalization)) {
        for (const { layer, parameter, relativeError } of checkGradients(network, 0.01, 12)) {
          expect(relativeError, `${parameter}${layer}`).toBeLessThanOrEqual(1e-7);
        }
      }
    },
  );

  test.each(NORMALIZATIONS)('normalization %s: the same bits on both engines', normalization => {
    const [one, two] = [wasmEngine, referenceEngine].map(engine =>
      networks(kind, normalization, engine).map(network => [
        network.backpropagate(),
        network.learned.map(({ gradient }) => Array.from(gradient.values)),
      ]),
    );
    expect(one).toEqual(two);
  });
});
