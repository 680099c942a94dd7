import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type GeneralOptions,
  generalNetwork,
  hiddenActivations,
  measured,
} from '../../test/support/networks.ts';
import type { Network } from '../network/network.ts';
import { predict } from '../network/predict.ts';
import { singularValues } from './singularValues.ts';
import { jacobianOf, jacobianProbe, weightSpectrumProbe } from './spectrum.ts';

const variants = (['none', 'layer'] as const).flatMap(normalization =>
  [false, true].map(skip => ({ normalization, skip, dropout: 0.3 })),
);

/** Central differences of the outputs at x, `[outputs, features]`; the error is O(ε⁴) and rounding. */
function differences(network: Network, x: readonly number[], ε = 1e-4): Float64Array {
  const layers = network.layers.map(({ settings }) => settings);
  const outputs = (points: number[][]) =>
    predict(createEngine('wasm'), layers, network.parameters(), Float64Array.from(points.flat()));
  const moved = (by: number) => x.map((_, i) => x.map((value, j) => (i === j ? value + by : value)));
  const [ahead, behind, far, farBehind] = [ε, -ε, 2 * ε, -2 * ε].map(by => outputs(moved(by)));
  const count = ahead.length / x.length;
  return Float64Array.from({ length: ahead.length }, (_, at) => {
    const place = (at % x.length) * count + Math.floor(at / x.length);
    const narrow = (ahead[place] - behind[place]) / (2 * ε);
    const wide = (far[place] - farBehind[place]) / (4 * ε);
    return (4 * narrow - wide) / 3;
  });
}

describe('the Jacobian of the evaluated outputs is that of central differences, error < 1e-9 of its largest entry', () => {
  test.each(hiddenActivations.map(activation => [activation.kind, activation] as const))(
    '%s',
    (_, activation) => {
      for (const variant of variants) {
        const network = generalNetwork(createEngine('wasm'), { activation, ...variant });
        for (const x of [
          [0.31, -0.42],
          [-0.7, 0.55],
        ]) {
          const { rows, columns, entries } = jacobianOf(network)(x);
          expect([rows, columns]).toEqual([3, 2]);
          const numeric = differences(network, x);
          const largest = Math.max(...numeric.map(Math.abs));
          for (const [i, entry] of entries.entries()) {
            expect(Math.abs(entry - numeric[i]) / largest, JSON.stringify(variant)).toBeLessThan(1e-9);
          }
        }
      }
    },
  );
});

describe('jacobian_sv', () => {
  const options: GeneralOptions = { activation: { kind: 'tanh' }, hidden: [5, 4] };

  test('is the root mean square over the samples, relative error < 1e-8 of those of differences', () => {
    const network = generalNetwork(createEngine('wasm'), options);
    const { X } = network.data;
    const spectra = Array.from({ length: 12 }, (_, n) =>
      singularValues(differences(network, [X[2 * n], X[2 * n + 1]]), 3, 2),
    );
    const { jacobian_sv } = measured(jacobianProbe, network);
    expect(jacobian_sv.length).toBe(2);
    for (const [i, value] of jacobian_sv.entries()) {
      const plain = Math.sqrt(spectra.reduce((sum, own) => sum + own[i] * own[i], 0) / 12);
      expect(Math.abs(value / plain - 1)).toBeLessThan(1e-8);
    }
  });

  test('of a linear net is that of the product of its weights, relative error < 1e-13', () => {
    const network = generalNetwork(createEngine('wasm'), { activation: { kind: 'identity' }, hidden: [3] });
    const [first, second] = network.layers.map(({ W }) => W.values);
    const product = Array.from({ length: 6 }, (_, at) => {
      const [i, o] = [Math.floor(at / 3), at % 3];
      return [0, 1, 2].reduce((sum, k) => sum + first[i * 3 + k] * second[k * 3 + o], 0);
    });
    const plain = singularValues(product, 2, 3);
    for (const [i, value] of measured(jacobianProbe, network).jacobian_sv.entries()) {
      expect(Math.abs(value / plain[i] - 1)).toBeLessThan(1e-13);
    }
  });

  test('is not lost where its squares underflow', () => {
    const deep: GeneralOptions = { activation: { kind: 'sigmoid' }, hidden: Array(180).fill(4), gain: 0.1 };
    const [largest] = measured(jacobianProbe, generalNetwork(createEngine('wasm'), deep)).jacobian_sv;
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(1e-170);
  });

  test('is NaN with batch normalization', () => {
    const network = generalNetwork(createEngine('wasm'), { ...options, normalization: 'batch' });
    expect([...measured(jacobianProbe, network).jacobian_sv]).toEqual([Number.NaN, Number.NaN]);
  });

  test('is of the same bits in both engines, and leaves the network as it is', () => {
    const [wasm, reference] = (['wasm', 'reference'] as const).map(engine => {
      const network = generalNetwork(createEngine(engine), { ...options, normalization: 'layer' });
      network.backpropagate();
      const state = () => network.layers.map(({ h, dz, dW }) => [h, dz, dW].map(t => t.values.slice()));
      const before = state();
      const { jacobian_sv } = measured(jacobianProbe, network);
      expect(state()).toEqual(before);
      return jacobian_sv;
    });
    expect(wasm).toEqual(reference);
  });
});

test('weight_sv are the singular values of each W, layer after layer', () => {
  const network = generalNetwork(createEngine('wasm'), {
    activation: { kind: 'maxout', pieces: 2 },
    hidden: [5, 3],
  });
  const plain = network.layers.flatMap(({ W }) => [...singularValues(W.values, W.rows, W.columns)]);
  expect([...measured(weightSpectrumProbe, network).weight_sv]).toEqual(plain);
  expect(plain.length).toBe(2 + 5 + 3);
});
