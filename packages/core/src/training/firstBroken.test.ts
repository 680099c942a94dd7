import { describe, expect, test } from 'vitest';
import { createEngine, type GeneralOptions, generalNetwork } from '../../test/support/networks.ts';
import type { Network } from '../network/network.ts';
import { firstBroken } from './firstBroken.ts';

const newNetwork = (options: Partial<GeneralOptions> = {}) =>
  generalNetwork(createEngine('wasm'), { activation: { kind: 'relu' }, ...options });

function brokenAfter(change: (network: Network) => void, options?: Partial<GeneralOptions>) {
  const network = newNetwork(options);
  change(network);
  network.classify();
  return firstBroken(network);
}

test('a network whose every value is finite is not broken', () => {
  expect(brokenAfter(() => {})).toBeNull();
});

describe('the first broken value, from the input on', () => {
  test.each([
    ['W', 1, Number.NaN, 'NaN'],
    ['b', 2, Number.POSITIVE_INFINITY, 'Infinity'],
    ['W', 4, Number.NEGATIVE_INFINITY, '-Infinity'],
  ] as const)('%s of layer %i', (quantity, layer, value, text) => {
    const broken = brokenAfter(({ layers }) => {
      layers[layer - 1][quantity].values[2] = value;
      layers.at(-1)!.b.values[0] = Number.NaN;
    });
    expect(broken).toEqual({ layer, quantity, value: text });
  });

  test('a learned scale, shift or slope', () => {
    for (const [at, quantity] of ['gamma', 'beta', 'slope'].entries()) {
      const broken = brokenAfter(
        ({ layers }) => {
          layers[1].learned[2 + at].tensor.values[0] = Number.NaN;
        },
        { activation: { kind: 'prelu', slope: 0.1 }, normalization: 'layer' },
      );
      expect(broken).toEqual({ layer: 2, quantity, value: 'NaN' });
    }
  });

  test('what a layer puts out, where its parameters are finite', () => {
    const broken = brokenAfter(({ layers }) => {
      for (const { W } of layers.slice(0, 3)) W.values.fill(1e120);
    });
    expect(broken).toEqual({ layer: 3, quantity: 'h', value: 'Infinity' });
  });

  test('what is made of infinite values is not a number: of opposite ones in a linear net', () => {
    const broken = brokenAfter(
      ({ layers }) => {
        layers[0].W.values.fill(1e308);
        layers[1].W.values.set([-1e308, 1e308]);
      },
      { activation: { kind: 'identity' } },
    );
    expect(broken).toMatchObject({ layer: 2, quantity: 'h' });
  });
});
