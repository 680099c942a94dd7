import { describe, expect, test } from 'vitest';
import { createEngine, generalNetwork, hiddenActivations, measured } from '../../test/support/networks.ts';
import { slope } from '../network/activation/index.ts';
import type { Network } from '../network/network.ts';
import { activationProbe } from './activation.ts';

/** The inputs to φ of layer `l`, which has no normalization, row by row. */
function preactivations(network: Network, l: number): number[] {
  const { x: input, W, b } = network.layers[l];
  const x = input.values;
  return Array.from({ length: network.samples * W.columns }, (_, at) => {
    const [n, j] = [Math.floor(at / W.columns), at % W.columns];
    let z = b.values[j];
    for (let i = 0; i < W.rows; i++) z += x[n * W.rows + i] * W.values[i * W.columns + j];
    return z;
  });
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

const elementwise = hiddenActivations.filter(({ kind }) => kind !== 'maxout');

test.each(elementwise.map(activation => [activation.kind, activation] as const))(
  'mean and deviation to 1e-13, and the exact share with a slope below 1 % of the largest: %s',
  (_, activation) => {
    const network = generalNetwork(createEngine('wasm'), { activation, hidden: [6, 5], gain: 6 });
    network.backpropagate();
    const { act_mean, act_std, saturated } = measured(activationProbe, network);
    for (const l of [0, 1]) {
      const { activation: phi } = network.layers[l];
      const inputs = preactivations(network, l);
      const { mean, deviation } = moments(inputs.map(z => phi!.forward(z)));
      expect(Math.abs(act_mean[l] - mean) / deviation).toBeLessThan(1e-13);
      expect(Math.abs(act_std[l] / deviation - 1)).toBeLessThan(1e-13);
      const steepest = Math.max(
        ...Array.from({ length: 20001 }, (_, i) => Math.abs(slope(phi!, i / 1000 - 10))),
      );
      const flat = inputs.filter(z => Math.abs(slope(phi!, z)) < 0.01 * steepest);
      expect(saturated[l]).toBe(flat.length / inputs.length);
    }
  },
);

describe('what is special', () => {
  test('many sigmoid units are saturated at a gain of 30, none at 0.1, none that is linear', () => {
    const shareOf = (kind: 'sigmoid' | 'identity', gain: number) => {
      const network = generalNetwork(createEngine('wasm'), { activation: { kind }, hidden: [6], gain });
      network.backpropagate();
      return measured(activationProbe, network).saturated[0];
    };
    expect(shareOf('sigmoid', 30)).toBeGreaterThan(0.3);
    expect([shareOf('sigmoid', 0.1), shareOf('identity', 30)]).toEqual([0, 0]);
  });

  test('maxout, which has no slope, is not; its mean is that of the largest pieces', () => {
    const network = generalNetwork(createEngine('wasm'), {
      activation: { kind: 'maxout', pieces: 3 },
      hidden: [4],
      gain: 30,
    });
    network.backpropagate();
    const { act_mean, saturated } = measured(activationProbe, network);
    const pieces = preactivations(network, 0);
    const largest = Array.from({ length: 12 * 4 }, (_, at) => Math.max(...pieces.slice(3 * at, 3 * at + 3)));
    expect(act_mean[0] / moments(largest).mean).toBeCloseTo(1, 13);
    expect(saturated[0]).toBe(0);
  });

  test('they are of φ(u), neither what dropout leaves of it nor what a skip connection adds', () => {
    const network = generalNetwork(createEngine('wasm'), {
      activation: { kind: 'gelu' },
      normalization: 'batch',
      skip: true,
      dropout: 0.5,
    });
    network.backpropagate();
    const { act_mean, act_std } = measured(activationProbe, network);
    for (const [l, { activation, u, h }] of network.layers.slice(0, -1).entries()) {
      const { mean, deviation } = moments([...u.values].map(z => activation!.forward(z)));
      expect(Math.abs(act_mean[l] - mean) / deviation).toBeLessThan(1e-13);
      expect(Math.abs(act_std[l] / deviation - 1)).toBeLessThan(1e-13);
      expect(Math.abs(act_std[l] / moments([...h.values]).deviation - 1)).toBeGreaterThan(0.01);
    }
  });
});
