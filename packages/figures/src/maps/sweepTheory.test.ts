import { activations, criticalPoint, parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { sweepTheory } from './sweepTheory.ts';

const experimentOf = (network: object) =>
  parseExperiment({
    data: { kind: 'xor', samples: 8 },
    networks: [
      {
        name: 'net',
        hidden: { layers: 3, width: 4 },
        activation: 'tanh',
        init: { kind: 'meanField', sigmaW: 1, sigmaB: 0.1 },
        ...network,
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 1 }, steps: 2 },
  });
const sigma = {
  path: 'networks[0].init.sigmaW',
  name: 'σw',
  values: [0.5, 1, 1.5, 2],
  scale: 'linear',
} as const;
const depth = {
  path: 'networks[0].hidden.layers',
  name: 'depth',
  values: [2, 4, 6],
  scale: 'linear',
} as const;

test('over σw and depth: the critical σw and the depth 6 ξ, in either direction', () => {
  const critical = criticalPoint(activations.tanh, 0.1)!.sigmaW;
  const [upright, trained] = sweepTheory(experimentOf({}), sigma, depth);
  expect(upright.points.map(([at]) => at)).toEqual([critical, critical]);
  const [level, turned] = sweepTheory(experimentOf({}), depth, sigma);
  expect(level.points.map(([, at]) => at)).toEqual([critical, critical]);
  expect(turned.points).toEqual(trained.points.map(([a, b]) => [b, a]));
});

test.each([
  ['another axis', {}, { ...sigma, path: 'training.optimizer.stepSize' }],
  ['normalization', { normalization: 'layer' }, sigma],
  ['skip connections', { residual: 'identity' }, sigma],
  ['dropout', { dropout: 0.1 }, sigma],
  ['another start', { init: 'heNormal' }, sigma],
  ['another parameterization', { parameterization: 'meanField' }, sigma],
  ['layers of their own', { hidden: [4, { width: 4, activation: 'relu' }] }, sigma],
])('none over %s', (_, network, x) => {
  expect(sweepTheory(experimentOf(network), x, depth)).toEqual([]);
});
