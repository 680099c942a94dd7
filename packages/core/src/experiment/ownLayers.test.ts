import { describe, expect, test } from 'vitest';
import { referenceEngine } from '../engine/reference.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { checkGradients } from '../probe/gradientCheck.ts';
import { RandomState } from '../random/randomState.ts';
import { layersOf } from './layers.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';

const document = (network: object) => ({
  data: { kind: 'spiral', pointsPerClass: 6, classes: 3, noise: 0.2 },
  networks: [{ name: 'own', ...network }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3 },
});
const shared = { activation: 'tanh', init: 'glorotNormal' };

/** Layers with each thing of their own, under a network that has others. */
const mixed = {
  ...shared,
  normalization: 'layer',
  dropout: 0.2,
  hidden: [
    { width: 5, normalization: 'batch', dropout: 0 },
    { width: 5, normalization: 'none', residual: 'identity' },
    { width: 4, dropout: 0.4 },
    4,
  ],
};

describe('a layer has its own normalization, residual and dropout, or else the network’s', () => {
  test('in its settings', () => {
    const [network] = parseExperiment(document(mixed)).networks;
    const layers = layersOf(network, { features: 2 }, 3).map(({ settings }) => settings);
    expect(layers.map(({ normalization, skip, dropout }) => [normalization, skip, dropout])).toEqual([
      ['batch', false, 0],
      ['none', true, 0.2],
      ['layer', false, 0.4],
      ['layer', false, 0.2],
      ['none', false, 0],
    ]);
  });

  test('in its gradients, relative error < 1e-8, and with the same bits on both engines', () => {
    const { data, loss, networks } = prepare(parseExperiment(document(mixed)));
    const { layers, parameters, seeds } = networks[0];
    const made = [wasmEngine('float64'), referenceEngine()].map(engine => {
      const network = new Network(modelOf(engine, layers, parameters), data, { loss });
      network.drawMasks(new RandomState(seeds.dropout));
      return network;
    });
    const [first, second] = made.map(network => {
      network.backpropagate();
      return network.learned.map(({ gradient }) => Array.from(gradient.values));
    });
    expect(first).toEqual(second);
    const names = new Set<string>();
    for (const { parameter, layer, relativeError } of checkGradients(made[0], 0)) {
      names.add(`${parameter}${layer}`);
      expect(relativeError, `${parameter}${layer}`).toBeLessThan(1e-8);
    }
    expect(names).toContain('gamma1');
    expect(names).not.toContain('gamma2');
  });

  test.each([
    [
      { hidden: [5, { width: 4, residual: 'identity' }] },
      'networks[0].hidden: expected the width of the layer before, since residual is identity, got 5 and then 4',
    ],
    [
      { hidden: [{ width: 4, residual: 'identity' }] },
      'networks[0].hidden[0].residual: expected none, since no hidden layer is before the first, got identity',
    ],
  ])('%j is refused', (network, message) => {
    expect(() => parseExperiment(document({ ...shared, ...network }))).toThrow(message);
  });

  test('widths may change where a layer has no skip connection', () => {
    const hidden = [5, 5, { width: 3, residual: 'none' }, 3];
    expect(() => parseExperiment(document({ ...shared, residual: 'identity', hidden }))).not.toThrow();
  });
});

describe('a network needs no activation and init', () => {
  test('if every layer has its own: the output layer is drawn as the last one', () => {
    const hidden = [
      { width: 4, activation: 'relu', init: 'heNormal' },
      { width: 3, activation: 'tanh', init: { kind: 'normal', std: 0.3 } },
    ];
    const experiment = parseExperiment(document({ hidden }));
    const init = { kind: 'normal', std: 0.3 };
    expect(experiment.networks[0]).toMatchObject({ activation: { kind: 'tanh' }, init });
    expect(parseExperiment(experiment)).toEqual(experiment);
  });

  test('no activation if there are no hidden layers', () => {
    expect(() => parseExperiment(document({ hidden: [], init: 'zeros' }))).not.toThrow();
  });

  test('but not if one layer lacks it', () => {
    const hidden = [{ width: 4, activation: 'relu', init: 'heNormal' }, 3];
    const message = /activation: expected .+, got nothing\n.+init: expected/;
    expect(() => parseExperiment(document({ hidden }))).toThrow(message);
  });
});
