import { describe, expect, test } from 'vitest';
import { activationKinds } from '../network/activation/index.ts';
import { initializers } from '../network/initializer/index.ts';
import { nearestName } from './nearestName.ts';

const units = Object.keys(activationKinds);
const starts = Object.keys(initializers);
const training = ['optimizer', 'schedule', 'clip', 'l2', 'steps', 'batch', 'loss'];
const network = ['name', 'hidden', 'activation', 'init', 'normalization', 'residual', 'dropout', 'bias'];

describe('the name that was meant', () => {
  test.each<[string, readonly string[], string]>([
    ['ReLU', units, 'relu'],
    ['leaky_relu', units, 'leakyRelu'],
    ['sigmod', units, 'sigmoid'],
    ['gleu', units, 'gelu'],
    ['swish', units, 'silu'],
    ['he_normal', starts, 'heNormal'],
    ['kaiming_uniform', starts, 'heUniform'],
    ['xavier', starts, 'glorotNormal'],
    ['epochs', training, 'steps'],
    ['batch_size', training, 'batch'],
    ['weightDecay', training, 'l2'],
    ['actvation', network, 'activation'],
    ['hidden_layers', network, 'hidden'],
    ['drop', network, 'dropout'],
    ['lr', ['kind', 'stepSize'], 'stepSize'],
  ])('%s', (text, names, meant) => {
    expect(nearestName(text, names)).toBe(meant);
  });
});

test.each<[string, readonly string[]]>([
  // Another number, or another thing, is no typing error.
  ['float16', ['float64', 'float32']],
  ['normal', ['heNormal', 'zeros']],
  ['with', network],
  ['constructor', units],
  ['', network],
  ['l', training],
  ['x'.repeat(1e6), network],
  ['seed', []],
])('of %.20s nothing is guessed', (text, names) => {
  expect(nearestName(text, names)).toBeUndefined();
});
