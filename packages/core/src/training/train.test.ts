import { expect, test } from 'vitest';
import { smallNetwork } from '../../test/support/networks.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { type TrainingSettings, type TrainingState, totalLoss, train } from './train.ts';

const settings: TrainingSettings = { optimizer: { kind: 'sgd', stepSize: 0.5 }, l2: 0.01, steps: 20 };
const newNetwork = () => smallNetwork(wasmEngine(), 'sigmoid', [4, 3]);

test('yields every step once, in order, before its update', () => {
  const network = newNetwork();
  const before = network.parameters();
  const steps = train(network, settings);
  expect(steps.next().value).toMatchObject({ index: 0 });
  expect(network.parameters()).toEqual(before);
  expect([...steps].map(({ index }) => index)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
});

test('an update is W − stepSize (dW + l2 W) and b − stepSize db', () => {
  const network = newNetwork();
  const steps = train(network, settings);
  steps.next();
  const expected = network.layers.map(({ W, b, dW, db }) => ({
    W: W.values.map((w, i) => w - 0.5 * (dW.values[i] + 0.01 * w)),
    b: b.values.map((b, i) => b - 0.5 * db.values[i]),
  }));
  steps.next();
  expect(network.parameters()).toMatchObject(expected);
});

test('leaving the loop makes no further update, and the rest from there has the bits of the whole', () => {
  const whole = newNetwork();
  for (const _ of train(whole, settings));
  const network = newNetwork();
  let state: TrainingState | undefined;
  for (const step of train(network, settings)) {
    state = step.state();
    if (step.index === 7) break;
  }
  for (const _ of train(network, settings, { state }));
  expect(network.parameters()).toEqual(whole.parameters());
});

test('whatever is computed from a step does not change the next', () => {
  const whole = newNetwork();
  for (const _ of train(whole, settings));
  const network = newNetwork();
  for (const step of train(network, settings)) {
    step.network.classify();
    totalLoss(step, settings.l2);
    step.network.parameters()[0].W.fill(0);
  }
  expect(network.parameters()).toEqual(whole.parameters());
});

test('the loss falls, and has l2 · ½ Σ‖W‖² in it', () => {
  const losses: number[] = [];
  for (const step of train(newNetwork(), { ...settings, steps: 200 })) {
    losses.push(totalLoss(step, settings.l2));
    expect(totalLoss(step, settings.l2) - step.dataLoss).toBeCloseTo(
      0.01 * step.network.halfSquaredWeights(),
      12,
    );
    expect(totalLoss(step, 0)).toBe(step.dataLoss);
  }
  expect(losses.at(-1)).toBeLessThan(losses[0]);
});

test('no step is left from the last on', () => {
  const network = newNetwork();
  const all = train(network, settings);
  let end = all.next();
  while (!end.done) end = all.next();
  expect(end.value.step).toBe(20);
  expect([...train(network, settings, { state: end.value })]).toEqual([]);
});
