import { expect, test } from 'vitest';
import { draw, layersOf, smallNetwork } from '../../test/support/networks.ts';
import { spiral } from '../data/spiral.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import { RandomState } from '../random/randomState.ts';
import { gradientNorm } from './clip.ts';
import { type TrainingSettings, train } from './train.ts';

const data = spiral({ pointsPerClass: 7, classes: 3, noise: 0.2 }, new RandomState(1));
const layers = layersOf([2, 4, 3], { kind: 'sigmoid' });
const initial = draw(layers, { kind: 'normal', std: 1 }, new RandomState(2));

/** Sees 5 of the 21 rows at once. */
const batchedNetwork = (parameters: Parameters = initial) =>
  new Network(modelOf(wasmEngine(), layers, parameters), data, { rows: 5 });

test('gradients are clipped before l2 is added, and the schedule multiplies the step', () => {
  const network = smallNetwork(wasmEngine(), 'sigmoid', [4]);
  const schedule = { kind: 'step', every: 1, factor: 0.25, warmup: 0 } as const;
  const optimizer = { kind: 'sgd', stepSize: 0.5 } as const;
  const steps = train(network, { optimizer, schedule, clip: { norm: 0.01 }, l2: 0.1, steps: 3 });
  steps.next();
  steps.next();
  const norm = gradientNorm(network.engine, network.learned);
  expect(norm).toBeGreaterThan(0.01);
  const factor = 0.01 / (norm + 1e-6);
  const expected = network.learned.map(({ tensor, gradient, decays }) =>
    tensor.values.map((x, i) => x - 0.125 * (gradient.values[i] * factor + (decays ? 0.1 : 0) * x)),
  );
  steps.next();
  expect(network.learned.map(({ tensor }) => tensor.values)).toEqual(expected);
});

const settings: TrainingSettings = {
  optimizer: { kind: 'adamw', stepSize: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 },
  schedule: { kind: 'cosine', final: 0, warmup: 3 },
  clip: { norm: 0.1 },
  l2: 0.01,
  steps: 20,
};
const seeds = { batches: 3, dropout: 4 };

test.each([0, 1, 4, 9, 19])('from the state of step %i on, training goes on with the same bits', at => {
  const whole = batchedNetwork();
  for (const _ of train(whole, settings, { seeds, samples: 21 }));

  const first = batchedNetwork();
  let state: string | undefined;
  for (const step of train(first, settings, { seeds, samples: 21 })) {
    if (step.index < at) continue;
    state = JSON.stringify(step.state().draws);
    const restored = batchedNetwork(first.parameters());
    const start = { ...step.state(), draws: JSON.parse(state) };
    for (const _ of train(restored, settings, { seeds, samples: 21, state: start }));
    expect(restored.parameters()).toEqual(whole.parameters());
    break;
  }
  expect(state).toBeDefined();
});
