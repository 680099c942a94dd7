import { describe, expect, test } from 'vitest';
import { createEngine, layersOf, smallNetwork } from '../../test/support/networks.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { affineLayer } from './layerSettings.ts';
import { modelOf } from './model.ts';
import { Network } from './network.ts';
import { predict } from './predict.ts';

/** One sample, 2-2-2, worked out by hand: z1 = [1, −1], h1 = [1, 0], scores = [3, 0]. */
const parameters = [
  { fanIn: 2, fanOut: 2, W: Float64Array.of(1, 0, 0, -1), b: Float64Array.of(0, 1) },
  { fanIn: 2, fanOut: 2, W: Float64Array.of(3, 0, 5, 7), b: Float64Array.of(0, 0) },
];
const layers = layersOf([2, 2, 2], { kind: 'relu' });
const data = { samples: 1, features: 2, X: Float64Array.of(1, 2), y: Int32Array.of(1) };

describe.each(['wasm', 'reference'] as const)('%s', engine => {
  test('scores, loss and gradients of a case worked out by hand', () => {
    const network = new Network(modelOf(createEngine(engine), layers, parameters), data);
    expect([...network.forward().values]).toEqual([3, 0]);
    const { loss, correct } = network.backpropagate();
    expect(loss).toBeCloseTo(Math.log(1 + Math.exp(3)), 14);
    expect(correct).toBe(0);
    const share = 1 / (1 + Math.exp(-3));
    const [first, second] = network.layers as [(typeof network.layers)[0], (typeof network.layers)[0]];
    expect(toArray(second.dz)).toEqual(near(share, -share));
    expect(toArray(second.dW)).toEqual(near(share, -share, 0, 0));
    expect(toArray(first.dz)).toEqual(near(3 * share, 0));
    expect(toArray(first.dW)).toEqual(near(3 * share, 0, 6 * share, 0));
    expect(toArray(first.db)).toEqual(near(3 * share, 0));
  });

  test('½ Σ‖W‖² counts the weights of all layers, not the biases', () => {
    const network = new Network(modelOf(createEngine(engine), layers, parameters), data);
    expect(network.halfSquaredWeights()).toBeCloseTo(0.5 * (1 + 1 + 9 + 25 + 49), 12);
  });

  test('parameters are copied, on the way in and out', () => {
    const network = new Network(modelOf(createEngine(engine), layers, parameters), data);
    const copy = network.parameters();
    network.layers[0].W.values.fill(9);
    expect(copy).toEqual(parameters);
    expect(parameters[0].W[0]).toBe(1);
  });
});

test('float64: a forward and backward pass of both engines, the same bits', () => {
  const [wasm, reference] = (['wasm', 'reference'] as const).map(engine => {
    const network = smallNetwork(createEngine(engine), 'sigmoid', [13, 1, 30]);
    const result = network.backpropagate();
    return { result, tensors: network.layers.map(({ h, dz, dW, db }) => [h, dz, dW, db].map(toArray)) };
  });
  expect(wasm).toEqual(reference);
});

test('a network of no hidden layer is affine', () => {
  const network = new Network(modelOf(wasmEngine(), [affineLayer(2, 2)], [parameters[0]]), data);
  expect([...network.forward().values]).toEqual([1, -1]);
});

test('refuses parameters for another number of features, and says both numbers', () => {
  const wide = { ...data, features: 3, X: Float64Array.of(1, 2, 3) };
  expect(() => new Network(modelOf(wasmEngine(), layers, parameters), wide)).toThrow(
    new RangeError('network: expected 3 inputs, one for each feature, got 2'),
  );
});

describe('predict', () => {
  test('gives the scores of every point, row by row', () => {
    const scores = predict(wasmEngine(), layers, parameters, Float64Array.of(1, 2, 0, 0, -1, -1));
    expect([...scores]).toEqual([3, 0, 5, 7, 10, 14]);
  });

  test('no point has no score', () => {
    expect(predict(wasmEngine(), layers, parameters, new Float64Array(0))).toEqual(new Float64Array(0));
  });

  test('refuses half a row', () => {
    expect(() => predict(wasmEngine(), layers, parameters, Float64Array.of(1, 2, 3))).toThrow(
      new RangeError('points: expected rows of 2 features, got 3 values'),
    );
  });
});

function toArray({ values }: { values: ArrayLike<number> }): number[] {
  return Array.from(values);
}

function near(...values: number[]): unknown[] {
  return values.map(value => expect.closeTo(value, 13));
}
