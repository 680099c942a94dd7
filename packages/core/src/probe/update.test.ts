import { describe, expect, test } from 'vitest';
import { createEngine, generalNetwork, layersOf } from '../../test/support/networks.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { OptimizerSettings } from '../training/optimizer/createOptimizer.ts';
import { train } from '../training/train.ts';
import { Recorder } from './recorder.ts';

const STEPS = 5;
const sgd: OptimizerSettings = { kind: 'sgd', stepSize: 0.1 };
const adam: OptimizerSettings = { kind: 'adam', stepSize: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const norm = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));

/** The ratios recorded at every step; `look` is called before and after each update. */
function ratios(network: Network, optimizer: OptimizerSettings, look: () => void = () => {}): number[][] {
  const recorder = new Recorder(network, ['update'], STEPS);
  let recorded = false;
  for (const step of train(network, { optimizer, l2: 0.01, steps: STEPS })) {
    if (recorded) recorder.afterUpdate();
    look();
    recorder.record(step, 0);
    recorded = true;
  }
  recorder.afterUpdate();
  look();
  const { columns, values } = recorder.history().series.update_ratio!;
  return Array.from({ length: STEPS }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
}

const small = () => generalNetwork(createEngine('wasm'), { activation: { kind: 'tanh' } });

test.each([sgd, adam])('is ‖W after − W before‖ / ‖W before‖, relative error < 1e-14: %o', optimizer => {
  const network = small();
  const seen: Float64Array[][] = [];
  const found = ratios(network, optimizer, () => {
    seen.push(network.layers.map(({ W }) => Float64Array.from(W.values)));
  });
  for (const [step, row] of found.entries()) {
    for (const [l, ratio] of row.entries()) {
      const [before, after] = [seen[step][l], seen[step + 1][l]];
      const plain = norm(after.map((w, i) => w - before[i])) / norm(before);
      expect(Math.abs(ratio / plain - 1), `step ${step}, layer ${l + 1}`).toBeLessThan(1e-14);
    }
  }
});

test('under sgd it is stepSize ‖dW + l2 W‖ / ‖W‖, relative error < 1e-12', () => {
  const network = small();
  network.backpropagate();
  const plain = network.layers.map(
    ({ W, dW }) => (0.1 * norm(dW.values.map((g, i) => g + 0.01 * W.values[i]))) / norm(W.values),
  );
  for (const [l, ratio] of ratios(network, sgd)[0].entries()) {
    expect(Math.abs(ratio / plain[l] - 1)).toBeLessThan(1e-12);
  }
});

test('under adam the first update moves every weight by stepSize, relative error < 1e-4', () => {
  const network = small();
  const plain = network.layers.map(({ W }) => (0.01 * Math.sqrt(W.values.length)) / norm(W.values));
  for (const [l, ratio] of ratios(network, adam)[0].entries()) {
    expect(Math.abs(ratio / plain[l] - 1)).toBeLessThan(1e-4);
  }
});

describe('at the ends of its range', () => {
  test('a step size of 0 moves nothing', () => {
    for (const row of ratios(small(), { kind: 'sgd', stepSize: 0 })) expect(row).toEqual([0, 0, 0, 0]);
  });

  test('weights of 0 that move, do so infinitely; those that do not, not at all', () => {
    const layers = layersOf([1, 2, 2], { kind: 'relu' });
    const zeros = layers.map(({ fanIn, width }) => ({
      fanIn,
      fanOut: width,
      W: new Float64Array(fanIn * width),
      b: new Float64Array(width).fill(1),
    }));
    const data = { samples: 2, features: 1, X: Float64Array.of(1, 2), y: Int32Array.of(0, 0) };
    const network = new Network(modelOf(createEngine('wasm'), layers, zeros), data);
    expect(ratios(network, sgd)[0]).toEqual([0, Infinity]);
  });

  test('a step that was recorded and not updated has none', () => {
    const network = small();
    const recorder = new Recorder(network, ['update'], 1);
    for (const step of train(network, { optimizer: sgd, l2: 0, steps: 1 })) recorder.record(step, 0);
    expect([...recorder.history().series.update_ratio!.values]).toEqual(Array(4).fill(Number.NaN));
  });

  test('neither tiny nor huge weights are lost in the square', () => {
    for (const size of [1e-200, 1e200]) {
      const network = small();
      for (const { W } of network.layers) for (let i = 0; i < W.values.length; i++) W.values[i] = size;
      const recorder = new Recorder(network, ['update'], 1);
      const state = () => ({ step: 0, optimizer: { moments: {}, powers: [] }, draws: {} });
      recorder.record({ index: 0, network, dataLoss: 0, correct: 0, state }, 0);
      for (const { W } of network.layers) for (let i = 0; i < W.values.length; i++) W.values[i] *= 1.5;
      recorder.afterUpdate();
      for (const ratio of recorder.history().series.update_ratio!.values) expect(ratio).toBeCloseTo(0.5, 14);
    }
  });
});
