import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type GeneralOptions,
  generalNetwork,
  hiddenActivations,
  layersOf,
  measured,
} from '../../test/support/networks.ts';
import { slope } from '../network/activation/index.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { deadProbe, unitProbe } from './dead.ts';

function backpropagated(options: GeneralOptions): Network {
  const network = generalNetwork(createEngine('wasm'), options);
  network.backpropagate();
  return network;
}

/** By the definition: of every hidden unit, whether φ′ is 0 at what comes into it from every row. */
function plainly({ layers }: Network): number[] {
  return layers.slice(0, -1).flatMap(({ activation, u }) =>
    Array.from({ length: u.columns }, (_, j) => {
      const inputs = [...u.values].filter((_, i) => i % u.columns === j);
      return Number(inputs.every(z => slope(activation!, z) === 0));
    }),
  );
}

describe('unit_dead and dead are as defined', () => {
  const elementwise = hiddenActivations.filter(({ kind }) => kind !== 'maxout');
  test.each(elementwise.map(activation => [activation.kind, activation] as const))('%s', (_, activation) => {
    const hidden = [6, 5];
    const network = backpropagated({ activation, hidden });
    // Some units far off, on either side.
    for (const { b } of network.layers.slice(0, -1)) b.values.set([-50, 50, -2000]);
    network.forward();
    const separate = separated(network);
    expect([...measured(unitProbe, network).unit_dead]).toEqual(plainly(separate));
    const shares = hidden.map((width, l) => {
      const own = plainly(separate).slice(...(l === 0 ? [0, 6] : [6, 11]));
      return own.reduce((sum, dead) => sum + dead, 0) / width;
    });
    expect([...measured(deadProbe, network).dead]).toEqual(shares);
  });

  test('there are such, under relu', () => {
    const network = backpropagated({ activation: { kind: 'relu' }, hidden: [6] });
    network.layers[0].b.values[2] = -50;
    network.forward();
    const { unit_dead } = measured(unitProbe, network);
    expect(unit_dead[2]).toBe(1);
    expect(unit_dead.reduce((sum, dead) => sum + dead, 0)).toBeLessThan(6);
  });
});

test('a unit that is off for all samples but one lives', () => {
  expect([...measured(unitProbe, reluOn([-1, -2, -3, 0.5])).unit_dead]).toEqual([0]);
  expect([...measured(unitProbe, reluOn([-1, -2, -3, 0])).unit_dead]).toEqual([1]);
});

test('what a mini-batch does not see counts: its unit is off there, but not on all data', () => {
  const network = reluOn([-1, -2, -3, 0.5], 2);
  network.load(Int32Array.of(0, 1));
  network.backpropagate();
  expect([...network.layers[0].h.values]).toEqual([0, 0]);
  expect([...measured(deadProbe, network).dead]).toEqual([0]);
  expect([...measured(unitProbe, network).unit_dead]).toEqual([0]);
  network.layers[0].b.values[0] = -1;
  expect([...measured(deadProbe, network).dead]).toEqual([1]);
  expect([...measured(unitProbe, network).unit_dead]).toEqual([1]);
});

test('on mini-batches, each measurement is of the parameters as they are then', () => {
  const network = reluOn([1, 2, 3, 4], 2);
  const [probe, shares] = [deadProbe.create(network), new Float64Array(1)];
  for (const [bias, dead] of [
    [0, 0],
    [-9, 1],
    [-3, 0],
  ] as const) {
    network.layers[0].b.values[0] = bias;
    probe.measure(() => shares);
    expect(shares[0], `${bias}`).toBe(dead);
  }
});

test('on mini-batches, all data is seen as in evaluation: by the running values of batch normalization', () => {
  const network = reluOn([1, 2, 3, 4], 2, { normalization: 'batch' });
  network.load(Int32Array.of(0, 1));
  network.backpropagate();
  expect([...measured(deadProbe, network).dead]).toEqual([0]);
  const [first] = network.layers;
  first.load({ ...first.parameters(), mean: Float64Array.of(10) });
  expect([...measured(deadProbe, network).dead]).toEqual([1]);
});

test('no unit of maxout is dead', () => {
  const network = backpropagated({ activation: { kind: 'maxout', pieces: 3 } });
  expect([...measured(unitProbe, network).unit_dead]).toEqual(Array(12).fill(0));
  expect([...measured(deadProbe, network).dead]).toEqual([0, 0, 0]);
});

/** One ReLU unit that is given these inputs as they are, of which it sees `rows` at once. */
function reluOn(
  inputs: readonly number[],
  rows = inputs.length,
  options: Partial<LayerSettings> = {},
): Network {
  const samples = inputs.length;
  const data = { samples, features: 1, X: Float64Array.from(inputs), y: new Int32Array(samples) };
  const layers = layersOf([1, 1, 2], { kind: 'relu' }, options);
  const parameters = layers.map(({ fanIn, width }) => ({
    fanIn,
    fanOut: width,
    W: new Float64Array(fanIn * width).fill(1),
    b: new Float64Array(width),
  }));
  const network = new Network(modelOf(createEngine('wasm'), layers, parameters), data, { rows });
  if (rows === samples) network.backpropagate();
  return network;
}

/** The same network, in which what comes into φ is kept apart from what φ makes of it. */
function separated(network: Network): Network {
  const settings = network.layers.map(({ settings }) => settings);
  const copy = new Network(modelOf(createEngine('reference'), settings, network.parameters()), network.data);
  for (const layer of copy.layers) {
    const { W, b, h, activation } = layer;
    const x = layer.x.values;
    const u = Float64Array.from(h.values, (_, at) => {
      const [row, o] = [Math.floor(at / h.columns), at % h.columns];
      let z = b.values[o];
      for (let i = 0; i < W.rows; i++) z += x[row * W.rows + i] * W.values[i * W.columns + o];
      return z;
    });
    h.values.set(u.map(z => activation!.forward(z)));
    Object.assign(layer, { u: { rows: h.rows, columns: h.columns, values: u } });
  }
  return copy;
}
