import { expect, test } from 'vitest';
import { createEngine, generalNetwork, hiddenActivations, measured } from '../../test/support/networks.ts';
import { neuronProbe } from './neuron.ts';
import { signalProbe } from './signal.ts';

test('delta_norm is ‖∂loss/∂b‖ for one sample, relative error < 1e-14, for every activation', () => {
  for (const activation of hiddenActivations) {
    const network = generalNetwork(createEngine('wasm'), { activation, rows: 1 });
    network.load(Int32Array.of(3));
    network.backpropagate();
    const { delta_norm } = measured(signalProbe, network);
    for (const [l, { db }] of network.layers.entries()) {
      const norm = Math.sqrt([...db.values].reduce((sum, value) => sum + value * value, 0));
      expect(Math.abs(delta_norm[l] - norm), activation.kind).toBeLessThanOrEqual(1e-14 * norm);
    }
  }
});

test('a signal whose squares underflow has its norm, relative error < 1e-14', () => {
  const network = generalNetwork(createEngine('wasm'), { activation: { kind: 'tanh' } });
  network.backpropagate();
  const plain = measured(signalProbe, network).delta_norm;
  for (const { dz } of network.layers) for (let i = 0; i < dz.values.length; i++) dz.values[i] *= 2 ** -900;
  for (const [l, norm] of measured(signalProbe, network).delta_norm.entries()) {
    expect(Math.abs(norm / (plain[l] * 2 ** -900) - 1)).toBeLessThan(1e-14);
  }
});

test('grad_neuron has an entry for each piece of maxout', () => {
  const activation = { kind: 'maxout', pieces: 3 } as const;
  const network = generalNetwork(createEngine('wasm'), { activation, hidden: [2, 4] });
  network.backpropagate();
  const { grad_neuron } = measured(neuronProbe, network);
  expect(grad_neuron.length).toBe(6 + 12 + 3);
  const { dW } = network.layers[1];
  const plain = Math.abs(dW.values[5]) + Math.abs(dW.values[12 + 5]);
  expect(grad_neuron[6 + 5] / plain).toBeCloseTo(1, 14);
});
