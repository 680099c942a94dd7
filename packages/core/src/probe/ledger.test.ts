import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type GeneralOptions,
  generalNetwork,
  hiddenActivations,
  measured,
  normalizations,
} from '../../test/support/networks.ts';
import { slope } from '../network/activation/index.ts';
import type { Network } from '../network/network.ts';
import { LEDGER_SERIES, ledgerProbe } from './ledger.ts';

const goal = 'values';
const variants = normalizations.flatMap(normalization =>
  [false, true].flatMap(skip => [0, 0.3].map(dropout => ({ normalization, skip, dropout }))),
);

function backpropagated(options: GeneralOptions, precision: 'float64' | 'float32' = 'float64'): Network {
  const network = generalNetwork(createEngine('wasm', precision), options);
  network.backpropagate();
  return network;
}

/** By layer: the product of its factors, over the measured ratio of the signals. */
function balances(network: Network): number[] {
  const ledger = measured(ledgerProbe, network);
  const norms = network.layers.map(({ dz }) => network.engine.magnitudes(dz).l2);
  expect([...ledger.delta_norm]).toEqual(norms);
  return norms.slice(0, -1).map((norm, l) => productOf(ledger, l) / (norm / norms[l + 1]));
}

function productOf(ledger: Record<string, Float64Array>, l: number): number {
  return LEDGER_SERIES.reduce((product, name) => product * ledger[name][l], 1);
}

describe('the product of a layer’s factors is ‖δ[l]‖ / ‖δ[l+1]‖, relative error < 1e-14, 12 combinations each at depths 3 and 30', () => {
  test.each(hiddenActivations.map(activation => [activation.kind, activation] as const))(
    '%s',
    (_, activation) => {
      for (const variant of variants) {
        for (const depth of [3, 30]) {
          const hidden = Array<number>(depth).fill(8);
          const options = { activation, ...variant, hidden, gain: variant.skip ? 0.1 : 1.5, goal } as const;
          const network = backpropagated(options);
          const found = balances(network);
          expect(found.length).toBe(depth);
          for (const balance of found)
            expect(Math.abs(balance - 1), JSON.stringify(options)).toBeLessThan(1e-14);
        }
      }
    },
  );
});

test('layers of different widths and pieces, on a mini-batch: relative error < 1e-14', () => {
  const activation = { kind: 'maxout', pieces: 2 } as const;
  const network = generalNetwork(createEngine('wasm'), { activation, hidden: [3, 6, 2, 12], rows: 5 });
  network.load(Int32Array.of(1, 4, 5, 9, 11));
  network.backpropagate();
  for (const balance of balances(network)) expect(Math.abs(balance - 1)).toBeLessThan(1e-14);
});

test('float32: relative error < 1e-5', () => {
  const activation = { kind: 'gelu' } as const;
  const network = backpropagated({ activation, normalization: 'layer', skip: true }, 'float32');
  for (const balance of balances(network)) expect(Math.abs(balance - 1)).toBeLessThan(1e-5);
});

describe('the factors are what they are called', () => {
  const norm = (values: ArrayLike<number>) =>
    Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));

  test('weights and slope of a plain layer, relative error < 1e-14', () => {
    const network = backpropagated({ activation: { kind: 'tanh' }, hidden: [5, 3] });
    const [layer, above] = [network.layers[0], network.layers[1]];
    const arriving = productWithWeights(above.dz.values, above.W.values, 12, 5, 3);
    const passed = arriving.map(
      (value, i) => value * slope(layer.activation!, Math.atanh(layer.a.values[i])),
    );
    const { ledger_weights, ledger_slope, ...others } = measured(ledgerProbe, network);
    expect(ledger_weights[0] / (norm(arriving) / norm(above.dz.values)) - 1).toBeCloseTo(0, 14);
    expect(ledger_slope[0] / (norm(passed) / norm(arriving)) - 1).toBeCloseTo(0, 14);
    for (const name of ['ledger_skip', 'ledger_dropout', 'ledger_normalization']) {
      expect([...others[name]], name).toEqual([1, 1]);
    }
  });

  test('dropout of a linear layer passes the share that its mask does', () => {
    const network = backpropagated({ activation: { kind: 'identity' }, hidden: [4], dropout: 0.5 });
    const above = network.layers[1];
    const arriving = productWithWeights(above.dz.values, above.W.values, 12, 4, 3);
    const { mask } = network.layers[0];
    const passed = arriving.map((value, i) => value * mask!.values[i]);
    const { ledger_dropout, ledger_slope } = measured(ledgerProbe, network);
    expect(ledger_dropout[0] / (norm(passed) / norm(arriving)) - 1).toBeCloseTo(0, 14);
    expect(ledger_slope[0]).toBe(1);
  });

  test('a skip connection adds what arrives above it: past a layer without weights the signal stays as it is', () => {
    const network = generalNetwork(createEngine('wasm'), {
      activation: { kind: 'identity' },
      hidden: [4, 4, 4],
      skip: true,
    });
    network.layers[1].W.values.fill(0);
    network.backpropagate();
    const ledger = measured(ledgerProbe, network);
    expect([ledger.ledger_weights[0], ledger.ledger_skip[0]]).toEqual([0, Infinity]);
    expect(ledger.delta_norm[0]).toBe(ledger.delta_norm[1]);
  });
});

describe('a signal that fades to 0', () => {
  const network = backpropagated({
    activation: { kind: 'sigmoid' },
    hidden: Array<number>(400).fill(4),
    gain: 0.05,
  });
  const ledger = measured(ledgerProbe, network);
  const norms = ledger.delta_norm;

  test('is followed into the subnormal numbers', () => {
    expect(norms.some(norm => norm > 0 && norm < 2.3e-308)).toBe(true);
    expect(norms[0]).toBe(0);
  });

  test('has factors, whose product is the ratio, relative error < 1e-14, wherever it arrives; NaN only where there was none', () => {
    let [whole, lost, none] = [0, 0, 0];
    for (let l = 0; l < norms.length - 1; l++) {
      const [now, before] = [norms[l], norms[l + 1]];
      const factors = LEDGER_SERIES.map(name => ledger[name][l]);
      if (before === 0) {
        none++;
        expect(factors.slice(0, 1)).toEqual([Number.NaN]);
      } else if (now === 0) {
        lost++;
        expect(factors).toContain(0);
      } else {
        whole++;
        expect(Math.abs(productOf(ledger, l) / (now / before) - 1), `${l}`).toBeLessThan(1e-14);
      }
    }
    expect(whole).toBeGreaterThan(100);
    expect([lost, none > 100]).toEqual([1, true]);
  });
});

test('measuring changes neither the signal nor a gradient, in any combination', () => {
  for (const activation of hiddenActivations) {
    for (const variant of variants) {
      const network = backpropagated({ activation, ...variant });
      const state = () =>
        network.layers.flatMap(({ h, a, u, dz, learned }) =>
          [h, a, u, dz, ...learned.map(({ gradient }) => gradient)].map(({ values }) => values.slice()),
        );
      const before = state();
      measured(ledgerProbe, network);
      expect(state(), JSON.stringify({ activation, ...variant })).toEqual(before);
    }
  }
});

/** `δ[n, o] W[i, o]ᵀ` */
function productWithWeights(
  dz: ArrayLike<number>,
  W: ArrayLike<number>,
  n: number,
  i: number,
  o: number,
): Float64Array {
  return Float64Array.from({ length: n * i }, (_, at) => {
    const [row, input] = [Math.floor(at / i), at % i];
    let sum = 0;
    for (let j = 0; j < o; j++) sum += dz[row * o + j] * W[input * o + j];
    return sum;
  });
}
