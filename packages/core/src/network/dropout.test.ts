import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type GeneralOptions,
  generalNetwork,
  hiddenActivations,
  normalizations,
} from '../../test/support/networks.ts';
import { RandomState } from '../random/randomState.ts';
import type { Network } from './network.ts';

const wide: GeneralOptions = { activation: { kind: 'tanh' }, hidden: [200, 100], dropout: 0.3 };
const newNetwork = (options = wide) => generalNetwork(createEngine('wasm'), options);

const masksOf = (network: Network) => network.layers.map(({ mask }) => mask?.values.slice());

function maskAfter(seed: number, network = newNetwork()) {
  network.drawMasks(new RandomState(seed));
  return masksOf(network);
}

describe('the mask', () => {
  test.each([0.1, 0.5, 0.99])(
    'leaves out a share of %d of the units, and keeps the mean, within 4 standard deviations; its entries are 0 and 1 / (1 − p)',
    p => {
      const network = newNetwork({ ...wide, dropout: p });
      const random = new RandomState(5);
      const entries: number[] = [];
      for (let draw = 0; draw < 30; draw++) {
        network.drawMasks(random);
        entries.push(...network.layers[0].mask!.values);
      }
      expect(new Set(entries)).toEqual(new Set([0, 1 / (1 - p)]));
      const share = entries.filter(entry => entry === 0).length / entries.length;
      const deviation = Math.sqrt((p * (1 - p)) / entries.length);
      expect(Math.abs(share - p)).toBeLessThan(4 * deviation);
      const mean = entries.reduce((sum, entry) => sum + entry, 0) / entries.length;
      expect(Math.abs(mean - 1)).toBeLessThan((4 * deviation) / (1 - p));
    },
  );

  test('follows from the seed; another seed, layer or draw has another', () => {
    const [first, second, output] = maskAfter(1);
    expect(maskAfter(1)).toEqual([first, second, output]);
    expect(output).toBeUndefined();
    expect(maskAfter(2)[0]).not.toEqual(first);
    expect(second).not.toEqual(first!.slice(0, second!.length));
    const network = newNetwork();
    const random = new RandomState(1);
    network.drawMasks(random);
    network.drawMasks(random);
    expect(masksOf(network)[0]).not.toEqual(first);
  });

  test('is the same in both engines, and in float32 of the same units', () => {
    const reference = generalNetwork(createEngine('reference'), wide);
    expect(maskAfter(1, reference)).toEqual(maskAfter(1));
    const single = maskAfter(1, generalNetwork(createEngine('wasm', 'float32'), wide));
    expect(single[0]!.map(Number)).toEqual(Float32Array.from(maskAfter(1)[0]!));
  });

  test('is not drawn where there is no dropout', () => {
    const random = new RandomState(1);
    const before = random.state;
    newNetwork({ ...wide, dropout: 0 }).drawMasks(random);
    expect(random.state).toEqual(before);
  });
});

test('over 2000 masks, the mean of what a layer puts out is what it puts out in evaluation, within 5 standard deviations', () => {
  const network = newNetwork({ ...wide, hidden: [8] });
  network.forward(false);
  const evaluated = network.layers[0].h.values.slice();
  const sums = new Float64Array(evaluated.length);
  const random = new RandomState(1);
  for (let draw = 0; draw < 2000; draw++) {
    network.drawMasks(random);
    network.forward();
    for (const [i, value] of network.layers[0].h.values.entries()) sums[i] += value / 2000;
  }
  for (const [i, right] of evaluated.entries()) {
    const deviation = Math.abs(right) * Math.sqrt(0.3 / 0.7 / 2000);
    expect(Math.abs(sums[i] - right), `${i}`).toBeLessThan(5 * deviation);
  }
});

test('evaluation has the bits of the same network without dropout, for every kind of layer', () => {
  for (const activation of hiddenActivations) {
    for (const normalization of normalizations) {
      const options = { activation, normalization, skip: true };
      const dropping = newNetwork({ ...options, dropout: 0.5 });
      const whole = newNetwork(options);
      dropping.forward();
      const name = `${activation.kind} ${normalization}`;
      expect(dropping.forward(false).values, name).toEqual(whole.forward(false).values);
      expect(dropping.forward().values, name).not.toEqual(whole.forward().values);
    }
  }
});

test('no signal passes a unit that is left out', () => {
  const network = newNetwork();
  network.backpropagate();
  for (const { mask, h, dz } of network.layers) {
    for (const [i, factor] of mask?.values.entries() ?? []) {
      expect([h.values[i] === 0, dz.values[i] === 0]).toEqual([factor === 0, factor === 0]);
    }
  }
});
