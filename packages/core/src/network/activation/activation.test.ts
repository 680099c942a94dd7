import { describe, expect, test } from 'vitest';
import { activationFixture } from '../../../test/support/activationFixture.ts';
import type { Activation } from '../../engine/engine.ts';
import { type ActivationSettings, activationOf, activations, slope } from './index.ts';
import { prelu } from './prelu.ts';

const settings: ActivationSettings[] = [
  { kind: 'leakyRelu', slope: 0 },
  { kind: 'leakyRelu', slope: 0.3 },
  { kind: 'prelu', slope: -0.5 },
  { kind: 'elu', alpha: 2.5 },
  { kind: 'celu', alpha: 0.4 },
  { kind: 'sin', omega: 3 },
];
const tested: [string, Activation][] = [
  ...Object.entries(activations),
  ...settings.map((one): [string, Activation] => [JSON.stringify(one), activationOf(one)]),
];

/** Away from every kink. */
const ZS = [-30, -8.5, -4, -2.2, -0.7, -0.1, 0.1, 0.5, 2, 4, 7, 30];

/** From −16 to 16, with every whole number and half. */
const SCAN = Array.from({ length: 4097 }, (_, i) => (i - 2048) / 128);

const EXTREMES = [-1e300, -1e9, -745, -1e-300, -5e-324, 0, 5e-324, 1e-300, 745, 1e9, 1e300];

describe.each(tested)('%s', (_, activation) => {
  const kinks = activationFixture.functions.find(({ settings }) => settings.kind === activation.name)!.kinks;
  const pieceAt = (z: number) => activation.piece?.(activation.forward(z), z);

  test('its slope is its derivative: difference < 1e-9', () => {
    for (const z of ZS) {
      const difference = (activation.forward(z + 1e-5) - activation.forward(z - 1e-5)) / 2e-5;
      expect(Math.abs(slope(activation, z) - difference), `${z}`).toBeLessThan(1e-9);
    }
  });

  test('backward takes its share of what flows back, relative error < 1e-15', () => {
    for (const z of ZS) {
      const share = 3 * slope(activation, z);
      const error = Math.abs(activation.backward(3, activation.forward(z), z) - share);
      expect(error, `${z}`).toBeLessThanOrEqual(1e-15 * Math.abs(share));
    }
  });

  test('backward keeps a tiny signal whole where the slope is not tiny', () => {
    for (const z of [-0.25, 0.25]) {
      const there = slope(activation, z);
      expect(activation.backward(1e-300, activation.forward(z), z) / 1e-300).toBeCloseTo(there, 14);
    }
  });

  test('its largest slope is a bound to 4e-16, and reached to 1e-5', () => {
    const largest = Math.max(...[...SCAN, 40, 1e6].map(z => Math.abs(slope(activation, z))));
    expect(largest).toBeLessThanOrEqual(activation.largestSlope * (1 + 4e-16));
    expect(largest).toBeGreaterThan(activation.largestSlope * (1 - 1e-5));
  });

  test('it reads its input if and only if it says so', () => {
    const heedless = SCAN.every(z => {
      const h = activation.forward(z);
      return (
        Object.is(activation.backward(1, h, Number.NaN), activation.backward(1, h, z)) &&
        activation.piece?.(h, Number.NaN) === activation.piece?.(h, z)
      );
    });
    expect(heedless).toBe(!activation.readsInput);
  });

  test('no z up to ±1e300 makes it NaN, or gives it a slope beyond its largest', () => {
    for (const z of EXTREMES) {
      expect(activation.forward(z), `${z}`).not.toBeNaN();
      expect(Math.abs(slope(activation, z)), `${z}`).toBeLessThanOrEqual(activation.largestSlope);
    }
  });

  test('NaN stays NaN', () => {
    expect(activation.forward(Number.NaN)).toBeNaN();
    expect(activation.backward(Number.NaN, activation.forward(0.5), 0.5)).toBeNaN();
  });

  test('its pieces change at its kinks and nowhere else', () => {
    if (kinks.length === 0) expect(activation.piece).toBeUndefined();
    for (const [i, z] of SCAN.entries()) {
      const next = SCAN[i + 1];
      if (next === undefined || kinks.includes(z) || kinks.includes(next)) continue;
      expect(pieceAt(next), `${z}`).toBe(pieceAt(z));
    }
    for (const kink of kinks) expect(pieceAt(kink + 1e-9)).not.toBe(pieceAt(kink - 1e-9));
  });

  test('away from its kinks its slope has no corner: one-sided differences of it agree to 1e-3', () => {
    for (const z of SCAN) {
      if (kinks.includes(z)) continue;
      const [left, here, right] = [z - 1e-5, z, z + 1e-5].map(x => slope(activation, x)) as [
        number,
        number,
        number,
      ];
      expect(Math.abs(right - 2 * here + left) / 1e-5, `${z}`).toBeLessThan(1e-3);
    }
  });
});

const { sigmoid, relu, identity, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish } = activations;
const { tanh, softplus, softsign, hardTanh, hardSigmoid, relu6, sin } = activations;

test.each([
  ['identity', identity, [-Infinity, Infinity], [1, 1]],
  ['sigmoid', sigmoid, [0, 1], [0, 0]],
  ['tanh', tanh, [-1, 1], [0, 0]],
  ['relu', relu, [0, Infinity], [0, 1]],
  ['leakyRelu', leakyRelu, [-Infinity, Infinity], [0.01, 1]],
  ['prelu', activations.prelu, [-Infinity, Infinity], [0.25, 1]],
  ['elu', elu, [-1, Infinity], [0, 1]],
  ['selu', selu, [-selu.largestSlope, Infinity], [0, 1.0507009873554805]],
  ['celu', celu, [-1, Infinity], [0, 1]],
  ['gelu', gelu, [0, Infinity], [0, 1]],
  ['geluTanh', geluTanh, [0, Infinity], [0, 1]],
  ['silu', silu, [0, Infinity], [0, 1]],
  ['mish', mish, [0, Infinity], [0, 1]],
  ['softplus', softplus, [0, Infinity], [0, 1]],
  ['softsign', softsign, [-1, 1], [0, 0]],
  ['hardTanh', hardTanh, [-1, 1], [0, 0]],
  ['hardSigmoid', hardSigmoid, [0, 1], [0, 0]],
  ['relu6', relu6, [0, 6], [0, 0]],
  ['sin', sin, [NaN, NaN], [NaN, NaN]],
])('%s at −∞ and ∞ is its limit, and so is its slope', (_, activation, values, slopes) => {
  // Adding 0 makes −0 plain.
  expect([-Infinity, Infinity].map(z => activation.forward(z) + 0)).toEqual(values);
  expect([-Infinity, Infinity].map(z => slope(activation, z) + 0)).toEqual(slopes);
});

test('sigmoid: the largest slope is ¼, at 0; saturated it vanishes, but not before the doubles do', () => {
  expect(slope(sigmoid, 0)).toBe(0.25);
  expect(slope(sigmoid, -700)).toBeGreaterThan(0);
  expect(slope(sigmoid, 40)).toBe(0);
});

test('relu: nothing passes at and below 0', () => {
  expect([-1, -0, 0, 1e-300].map(z => slope(relu, z))).toEqual([0, 0, 0, 1]);
});

test('leakyRelu: even the smallest z below 0 has the slope below 0, though h rounds to −0', () => {
  expect(leakyRelu.forward(-5e-324)).toBe(-0);
  expect([-5e-324, 0, 5e-324].map(z => slope(leakyRelu, z))).toEqual([0.01, 0.01, 1]);
});

test('prelu: takes what its slope is at the time', () => {
  let a = 0.25;
  const activation = prelu(() => a);
  expect([activation.forward(-2), slope(activation, -2), activation.largestSlope]).toEqual([-0.5, 0.25, 1]);
  a = -3;
  expect([activation.forward(-2), slope(activation, -2), activation.largestSlope]).toEqual([6, -3, 3]);
  expect([activation.parameter, activation.formula]).toEqual([-3, 'z if z > 0, else -3 z']);
});
