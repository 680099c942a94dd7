import { expect, it } from 'vitest';
import { orderLayers } from './layerOrder.ts';

it.each([
  [
    'numbers count, not digits',
    ['features.10', 'features.2', 'features.0'],
    ['features.0', 'features.2', 'features.10'],
  ],
  [
    'what was logged by the alphabet',
    ['dense', 'dense_1', 'dense_10', 'dense_11', 'dense_2', 'dense_3'],
    ['dense', 'dense_1', 'dense_2', 'dense_3', 'dense_10', 'dense_11'],
  ],
  [
    'names without numbers stay as they were logged',
    ['inputs', 'hidden', 'answer'],
    ['inputs', 'hidden', 'answer'],
  ],
  ['kinds that alternate stay so', ['conv1', 'fc1', 'conv2', 'fc2'], ['conv1', 'fc1', 'conv2', 'fc2']],
  [
    'what was logged backward is turned round, its names without numbers too',
    ['head', 'body.2', 'body.1', 'body.0', 'stem'],
    ['stem', 'body.0', 'body.1', 'body.2', 'head'],
  ],
  [
    'numbers deep in a path',
    [
      'encoder.layers.10.linear1',
      'encoder.layers.10.linear2',
      'encoder.layers.9.linear1',
      'encoder.layers.9.linear2',
    ],
    [
      'encoder.layers.9.linear1',
      'encoder.layers.9.linear2',
      'encoder.layers.10.linear1',
      'encoder.layers.10.linear2',
    ],
  ],
  ['a module and what is in it', ['net', 'net.1', 'net.0'], ['net', 'net.0', 'net.1']],
  ['none', [], []],
])('%s', (_, logged, forward) => {
  expect(orderLayers(logged)).toEqual({ names: forward, isKnown: true });
});

it.each([
  [
    'an input, blocks and a head',
    ['fc', 'layer1.0', 'layer2.0', 'stem'],
    ['stem', 'layer1.0', 'layer2.0', 'fc'],
  ],
  [
    'digits as digits',
    ['classifier', 'features.0', 'features.10', 'features.2'],
    ['features.0', 'features.2', 'features.10', 'classifier'],
  ],
  [
    'one word among ends',
    ['lm_head', 'model.embed_tokens', 'model.layers.0.mlp', 'model.layers.1.mlp'],
    ['model.embed_tokens', 'model.layers.0.mlp', 'model.layers.1.mlp', 'lm_head'],
  ],
  ['in blocks the order of words does not matter', ['h.0.attn', 'h.0.mlp', 'h.1.attn', 'h.1.mlp'], undefined],
] as const)('of the alphabet, %s', (_, logged, forward) => {
  expect(orderLayers(logged)).toEqual({ names: forward ?? logged, isKnown: true });
});

it.each([[['alpha', 'beta', 'gamma']], [['fc', 'gamma', 'stem']], [['alpha.0', 'alpha.1', 'beta.0']]])(
  '%j by the alphabet have no known order',
  logged => {
    expect(orderLayers(logged)).toEqual({ names: logged, isKnown: false });
  },
);
