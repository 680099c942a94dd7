import { describe, expect, test } from 'vitest';
import { createEngine, generalNetwork, smallNetwork } from '../../test/support/networks.ts';
import type { Activation } from '../engine/engine.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { sigmoid } from '../network/activation/sigmoid.ts';
import { Model } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { activation } from '../network/nodes/activation.ts';
import { checkGradients } from './gradientCheck.ts';

const SHAPES = [0, 1, 2, 3, 4, 5].flatMap(depth =>
  [1, 2, 3, 4, 5, 6, 7].map(width => [depth, Array<number>(depth).fill(width)] as const),
);

describe.each(['wasm', 'reference'] as const)('%s', engine => {
  test.each(['sigmoid', 'relu', 'identity'] as const)(
    'backpropagation agrees with differences, relative error < 1e-8: %s, 0 … 5 hidden layers of 1 … 7',
    activation => {
      for (const [depth, hidden] of SHAPES) {
        const network = smallNetwork(createEngine(engine), activation, hidden, 10 * depth + (hidden[0] ?? 0));
        for (const check of checkGradients(network, 0.01)) {
          expect(check.relativeError, `${hidden} ${check.parameter}${check.layer}`).toBeLessThan(1e-8);
          expect(check.compared, `${hidden} ${check.parameter}${check.layer}`).toBeGreaterThan(0);
        }
      }
    },
  );
});

test('has one entry for each parameter tensor, input to output, and compares or counts as kink every entry', () => {
  const checks = checkGradients(smallNetwork(wasmEngine(), 'relu', [4, 5]), 0);
  const summary = checks.map(
    ({ layer, parameter, compared, kinks }) => `${parameter}${layer}: ${compared + kinks}`,
  );
  expect(summary).toEqual(['W1: 8', 'b1: 4', 'W2: 20', 'b2: 5', 'W3: 15', 'b3: 3']);
});

test('compares at most as many entries of a tensor as asked', () => {
  const checks = checkGradients(smallNetwork(wasmEngine(), 'sigmoid', [7, 7]), 0, 10);
  expect(checks.map(({ compared }) => compared)).toEqual([10, 7, 10, 7, 10, 3]);
});

test('leaves the parameters, and the gradients of the step it is called at, as they were', () => {
  const network = smallNetwork(wasmEngine(), 'sigmoid', [5, 4]);
  network.backpropagate();
  const state = () =>
    network.layers.map(({ W, b, dW, db }) => [W, b, dW, db].map(({ values }) => values.slice()));
  const before = state();
  checkGradients(network, 0.01);
  expect(state()).toEqual(before);
});

test('finds a wrong slope: relative error > 0.1 in the layers below it, none above', () => {
  const wrong: Activation = { ...sigmoid, backward: (dh, h) => dh * h };
  const right = smallNetwork(createEngine('reference'), 'sigmoid', [4, 4]);
  const model = new Model(right.engine, right.model.input, builder => {
    for (const node of right.model.nodes) {
      const isSlope = node.activation?.name === 'sigmoid';
      builder.add(isSlope ? activation(node.from[0], node.shape, wrong) : node);
    }
    return right.model.layers;
  });
  const network = new Network(model, right.data);
  const checks = checkGradients(network, 0);
  const isWrong = checks.map(({ relativeError }) => relativeError > 0.1);
  expect(isWrong).toEqual([true, true, true, true, false, false]);
});

test('a bias that batch normalization takes away has a gradient of 0 but for rounding, which is no error: < 1e-9', () => {
  const network = generalNetwork(wasmEngine(), { activation: { kind: 'tanh' }, normalization: 'batch' });
  network.backpropagate();
  const [{ db, dW }] = network.layers as [(typeof network.layers)[0]];
  expect(Math.max(...db.values.map(Math.abs)) / Math.max(...dW.values.map(Math.abs))).toBeLessThan(1e-14);
  const biases = checkGradients(network, 0).filter(({ parameter }) => parameter === 'b');
  expect(biases.length).toBe(4);
  for (const { relativeError } of biases) expect(relativeError).toBeLessThan(1e-9);
});

test('narrower steps evade kinks, and follow a loss that bends within 1e-3: relative error < 1e-8', () => {
  const network = smallNetwork(wasmEngine(), 'relu', [1]);
  const { W, b } = network.layers[0];
  // Every point is at 1e-4 from the kink, on its one side or the other.
  W.values.fill(0);
  b.values.fill(1e-4);
  for (const { relativeError, kinks } of checkGradients(network, 0)) {
    expect(kinks).toBe(0);
    expect(relativeError).toBeLessThan(1e-8);
  }
  const bent = smallNetwork(wasmEngine(), 'tanh', [1]);
  for (let i = 0; i < bent.layers[0].W.values.length; i++) bent.layers[0].W.values[i] *= 1e-3;
  for (let i = 0; i < bent.input.values.length; i++) bent.input.values[i] *= 1e3;
  for (const { relativeError } of checkGradients(bent, 0)) expect(relativeError).toBeLessThan(1e-8);
});

test('at a kink there is nothing to compare', () => {
  const network = smallNetwork(wasmEngine(), 'relu', [1]);
  const { W, b } = network.layers[0];
  W.values.fill(0);
  b.values.fill(0);
  const [weights, biases] = checkGradients(network, 0);
  expect([weights, biases]).toMatchObject([
    { compared: 0, kinks: 2, relativeError: 0 },
    { compared: 0, kinks: 1, relativeError: 0 },
  ]);
});
