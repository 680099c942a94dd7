import { expect, it } from 'vitest';
import { layerOrder } from './layerOrder.ts';

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
  expect(layerOrder(logged)).toEqual(forward);
});
